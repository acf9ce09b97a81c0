// @ts-expect-error The library comes without types.
import untyped from 'jstat';

/** The parts of the library that the simulation uses. */
export const jstat = untyped as {
	setRandom(uniform: () => number): void;
	readonly gamma: { sample(shape: number, scale: number): number };
	readonly poisson: { sample(mean: number): number; cdf(x: number, mean: number): number };
	readonly normal: {
		sample(mean: number, deviation: number): number;
		cdf(x: number, mean: number, deviation: number): number;
	};
};
