import { expect, it } from 'vitest';
import { balanceGains } from '../../../src/audio/mix/balanceGains.js';
import { nominalMixGains } from '../../../src/audio/mel/nominalMixGains.js';
import { randomFrom } from '../../../src/domain/random.js';

it('is what the renderer does to parts that are equally loud', () => {
  const part = (name: string) => {
    const random = randomFrom(name);
    return [Float32Array.from({ length: 32_000 }, () => random.range(-0.2, 0.2))];
  };
  const gains = balanceGains({ vocal: part('v'), harmonic: part('h'), percussion: part('p') }, 16_000);
  for (const role of ['vocal', 'percussion'] as const) {
    const wanted = (gains[role] ?? 0) - (gains.harmonic ?? 0);
    expect(Math.abs(20 * Math.log10(nominalMixGains[role] / nominalMixGains.harmonic) - wanted)).toBeLessThan(
      0.2,
    );
  }
});
