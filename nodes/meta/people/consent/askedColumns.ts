import { uniq } from 'lodash';

/**
 * Which columns of agreements an item has. Most items of a run have the same ones, so a set of them is made once, and known by what it
 * is made of.
 */
export class AskedColumns {
	private readonly wider = new Map<string, AskedColumns>();
	private missing: readonly string[] | undefined;

	private constructor(
		readonly paths: readonly string[],
		private readonly all: AskedColumns[],
	) {
		all.push(this);
	}

	static none(): AskedColumns {
		return new AskedColumns([], []);
	}

	with(path: string): AskedColumns {
		if (this.paths.includes(path)) return this;
		const widerSet = this.wider.get(path);
		if (widerSet !== undefined) return widerSet;
		const fresh = new AskedColumns([...this.paths, path], this.all);
		this.wider.set(path, fresh);
		return fresh;
	}

	/**
	 * Columns that other items of the run have and these lack: a box that nobody ticked is often left out as a whole. One that stands
	 * in another shape, such as an object with the answer in it, is there. To be asked for once all items are read.
	 */
	get lacking(): readonly string[] {
		this.missing ??= uniq(this.all.flatMap(({ paths }) => paths)).filter(
			(path) => !this.paths.some((own) => isOneColumn(own, path)),
		);
		return this.missing;
	}
}

const isOneColumn = (one: string, other: string): boolean => isWithin(one, other) || isWithin(other, one);

/** Whether a place is this path, or inside of what stands there. */
export const isWithin = (place: string, path: string): boolean =>
	place === path || (place.startsWith(path) && /^[.[]/.test(place.slice(path.length)));
