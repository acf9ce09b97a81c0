import { uniform } from '../../../bench/uniform.mts';

/** Chances that fall the same way again for the same seed. */
export class Chance {
	private readonly next: () => number;

	constructor(seed: number) {
		this.next = uniform(seed);
	}

	/** A whole number below `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.below(choices.length)];
	}

	is(probability: number): boolean {
		return this.next() < probability;
	}
}

/** What nobody expects where something else belongs. None of it spells what a mistake of ours would. */
const junk: ReadonlyArray<(chance: Chance) => unknown> = [
	() => null,
	() => '',
	() => 'x',
	() => -1,
	() => 0,
	() => 1e308,
	() => 12.5,
	() => true,
	() => false,
	() => [],
	() => ({}),
	() => [null],
	() => [[{}]],
	() => ({ id: null }),
	() => '2026-99-99T99:99:99+0000',
	() => '=IMPORTXML("https://example.com";"//a")',
	() => '<script>alert(1)</script>',
	() => '\u0000\u202e\ud800',
	() => '__proto__',
	() => '٣١',
	() => '1e400',
	() => '-0',
	(chance) => chance.pick(['a', ' ', '-', '9', '{', '%']).repeat(60_000),
];

export const junkOf = (chance: Chance): unknown => chance.pick(junk)(chance);
