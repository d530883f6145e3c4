/** The ways to leave, from the mildest on. */
export const leavings = ['keep', 'forget', 'everything'] as const;
export type Leaving = (typeof leavings)[number];
