/** The parts of the library the simulation uses; it comes without types. */
declare module 'jstat' {
	const jstat: {
		setRandom(uniform: () => number): void;
		gamma: { sample(shape: number, scale: number): number };
		poisson: { sample(mean: number): number };
		normal: { sample(mean: number, deviation: number): number; cdf(x: number, mean: number, deviation: number): number };
	};
	export default jstat;
}
