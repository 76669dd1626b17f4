import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNpy, decodeNpyBytes, encodeNpy } from '../../../src/audio/files/npy.js';

describe('npy', () => {
  it('writes what numpy.save writes for a 2 × 3 float32 array', () => {
    const bytes = encodeNpy({ data: Float32Array.of(0, 1, 2, 3, 4, 5), shape: [2, 3] });
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    expect(Buffer.from(bytes).subarray(0, 8).toString('hex')).toBe('934e554d50590100');
    expect(Buffer.from(bytes).readUInt16LE(8)).toBe(118);
    expect(Buffer.from(bytes).toString('latin1', 10, 128)).toBe(`${header.padEnd(117)}\n`);
    expect(bytes.length).toBe(128 + 24);
  });

  it('writes what numpy.save writes for a 2 × 3 uint8 array', () => {
    const bytes = Buffer.from(encodeNpy({ data: Uint8Array.of(0, 1, 2, 3, 4, 255), shape: [2, 3] }));
    const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }";
    expect(bytes.toString('latin1', 10, 128)).toBe(`${header.padEnd(117)}\n`);
    expect([...bytes.subarray(128)]).toEqual([0, 1, 2, 3, 4, 255]);
  });

  it('reads back what it writes, whatever the shape', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }), (shape) => {
        const count = shape.reduce((a, b) => a * b, 1);
        const data = Float32Array.from({ length: count }, (_, i) => i / 3);
        const back = decodeNpy(encodeNpy({ data, shape }));
        expect(back.shape).toEqual(shape);
        expect(back.data).toEqual(data);
        const small = Uint8Array.from({ length: count }, (_, i) => i);
        expect(decodeNpyBytes(encodeNpy({ data: small, shape }))).toEqual({ data: small, shape });
      }),
    );
  });

  it.each([
    ['text', Buffer.from('hello')],
    ['a cut file', encodeNpy({ data: new Float32Array(4), shape: [4] }).subarray(0, 130)],
    [
      'other types',
      Buffer.from(
        Buffer.from(encodeNpy({ data: new Float32Array(4), shape: [4] }))
          .toString('latin1')
          .replace('<f4', '<f8'),
        'latin1',
      ),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeNpy(bytes)).toThrow(/Reading features/);
    expect(() => decodeNpyBytes(bytes)).toThrow(/Reading features/);
  });

  it('says which numbers it looked for', () => {
    const shape = [4];
    expect(() => decodeNpyBytes(encodeNpy({ data: new Float32Array(4), shape }))).toThrow(/not uint8/);
    expect(() => decodeNpy(encodeNpy({ data: new Uint8Array(4), shape }))).toThrow(
      /not little-endian float32/,
    );
    const cut = encodeNpy({ data: new Uint8Array(4), shape }).subarray(0, 130);
    expect(() => decodeNpyBytes(cut)).toThrow(/does not fit its shape \(4\)/);
  });
});
