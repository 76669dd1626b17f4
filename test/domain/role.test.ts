import { expect, it } from 'vitest';
import { roles, stemNames, stemsOfRole } from '../../src/domain/role.js';

it('every stem belongs to one role: vocals alone, bass and other together, drums alone', () => {
  expect(stemsOfRole).toEqual({ vocal: ['vocals'], harmonic: ['bass', 'other'], percussion: ['drums'] });
  expect(roles.flatMap((role) => stemsOfRole[role]).sort()).toEqual([...stemNames].sort());
});
