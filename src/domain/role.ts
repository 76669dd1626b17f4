/** What a part does in a mashup. harmonic = bass + other, percussion = drums (Huang et al. 2021, §2). */
export const roles = ['vocal', 'harmonic', 'percussion'] as const;
export type Role = (typeof roles)[number];

/** Outputs of a separator. */
export const stemNames = ['vocals', 'drums', 'bass', 'other'] as const;
export type StemName = (typeof stemNames)[number];

/** The stems whose sum is a role. */
export const stemsOfRole: Readonly<Record<Role, readonly StemName[]>> = {
  vocal: ['vocals'],
  harmonic: ['bass', 'other'],
  percussion: ['drums'],
};
