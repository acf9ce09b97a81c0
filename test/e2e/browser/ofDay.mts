import { sampled } from '../../support/sampled.mts';

/** Of cases that show the editor's same few mechanisms again and again those of the day; for new pictures all. */
export const ofDay = <Case,>(cases: readonly Case[], rowOf: (one: Case) => string): Case[] =>
	process.env.UPDATE_IMAGES ? [...cases] : sampled(cases, rowOf);
