import { describe, expect, it } from 'vitest';
import { doubtsOf, isTrusted, suppliesOf } from '../../../src/adapters/audio/judgeClip.js';
import type { RegionAnalysis } from '../../../src/audio/regions/analyzeRegion.js';
import type { Unit } from '../../../src/audio/regions/cutUnit.js';

const loud = { vocal: -20, harmonic: -18, percussion: -22 };

describe('suppliesOf', () => {
  it('counts what sounds: not too far below the whole, the voice often enough', () => {
    expect(suppliesOf(loud, -16, { vocalActivity: 0.5 })).toEqual({
      vocal: true,
      harmonic: true,
      percussion: true,
    });
    expect(suppliesOf(loud, -16, { vocalActivity: 0.1 })).toMatchObject({ vocal: false, harmonic: true });
    expect(suppliesOf({ ...loud, vocal: -41 }, -16, { vocalActivity: 0.5 })).toMatchObject({ vocal: false });
    expect(suppliesOf({ ...loud, harmonic: -47 }, -16, { vocalActivity: 0.5 })).toMatchObject({
      harmonic: false,
    });
    expect(suppliesOf({ ...loud, percussion: null }, -16, { vocalActivity: 0.5 })).toMatchObject({
      percussion: false,
    });
    const exclude = ['harmonic'] as const;
    expect(suppliesOf(loud, -16, { vocalActivity: 0.5, exclude })).toEqual({
      vocal: true,
      harmonic: false,
      percussion: true,
    });
    expect(suppliesOf(loud, null, { vocalActivity: 0.5 })).toEqual({
      vocal: false,
      harmonic: false,
      percussion: false,
    });
  });
});

describe('doubtsOf', () => {
  const sure: RegionAnalysis = {
    grid: { bpm: 120, meter: 4, beats: [0, 0.5], downbeats: [0], confidence: 0.9 },
    key: { tonic: 0, mode: 'major' },
    tuning: 0,
    keyConfidence: 0.9,
    keyAlternatives: [],
    beatConfidence: 0.9,
    downbeatConfidence: 0.9,
    vocalActivity: new Float32Array(),
    sung: undefined,
    phrases: [],
    duration: 60,
  };
  const unit: Unit = { grid: sure.grid, bars: 16, startBar: 0, activity: new Float32Array() };

  it('names each reason not to trust a clip', () => {
    expect(doubtsOf(sure, unit)).toEqual([]);
    expect(doubtsOf({ ...sure, beatConfidence: 0.1 }, unit)).toEqual(['weak-beats']);
    expect(doubtsOf({ ...sure, downbeatConfidence: 0.1 }, unit)).toEqual(['weak-beats']);
    expect(doubtsOf({ ...sure, keyConfidence: 0.05 }, unit)).toEqual(['weak-key']);
    expect([isTrusted([]), isTrusted(['weak-key']), isTrusted(['weak-key', 'short'])]).toEqual([
      true,
      true,
      false,
    ]);
    expect(doubtsOf({ ...sure, grid: { ...sure.grid, meter: null } }, undefined)).toEqual(['unknown-meter']);
    expect(doubtsOf(sure, undefined)).toEqual(['short']);
  });
});
