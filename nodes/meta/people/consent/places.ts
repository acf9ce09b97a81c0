import { isRecord, type Json } from '../../../shared/record';
import { consentTopic, insideOf, NO_SURROUNDINGS, type ConsentSurroundings, type ConsentTopic } from './consentNames';
import { ColumnTally } from './columnTally';
import type { Polarity, WordAnswer } from './consentWords';
import type { HeardStatement } from './heardStatement';
import type { ColumnSays, SaidOfColumn, SaidOfColumns } from './saidOfColumns';

/** The places of a run: each path in its items, with what its name says of consent. Most items have the same. */

/** What is known of one path of all items of a run. */
export interface ItemPlace {
	readonly path: string;
	/** The last part of it. */
	readonly key: string;
	readonly topic: ConsentTopic | null;
	readonly around: ConsentSurroundings;
	readonly isIgnored: boolean;
	/** It stands in an object of somebody else, such as the owner of a record. */
	readonly ofOthers: boolean;
	/** What the form says of it. */
	readonly said: SaidOfColumn | undefined;
	/** What stood there and was not understood. */
	readonly tally: ColumnTally;
	/** How often it said what, where it speaks of agreeing. */
	readonly answers: Record<WordAnswer, number>;
	readonly inner: Map<string, ItemPlace>;
	/** What stood first, second … in the last object: most have the same keys in the same order. */
	readonly order: Array<readonly [key: string, inner: ItemPlace]>;
	/** What its words came to. */
	readonly statements: Map<unknown, HeardStatement | null>;
}

/** Nobody nests deeper. */
export const DEEPEST = 40;

export class ItemPlaces {
	readonly root: ItemPlace = placeOf({
		path: '',
		key: '',
		topic: null,
		around: NO_SURROUNDINGS,
		isIgnored: false,
		ofOthers: false,
		said: undefined,
	});

	constructor(private readonly saidOfColumns: SaidOfColumns) {}

	/** All places of the run. */
	*all(of: ItemPlace = this.root): Generator<ItemPlace> {
		yield of;
		for (const inner of of.inner.values()) yield* this.all(inner);
	}

	/** The place of a key, which stands at a position of its object. */
	at(outer: ItemPlace, position: number, key: string): ItemPlace {
		const before = outer.order[position];
		if (before?.[0] === key) return before[1];
		const inner = this.placeNamed(outer, key);
		outer.order[position] = [key, inner];
		return inner;
	}

	/** The place of a name, also of one that stands in no key. */
	placeNamed(outer: ItemPlace, key: string): ItemPlace {
		return outer.inner.get(key) ?? this.newPlace(outer, key, '.', consentTopic(key, outer.around));
	}

	/** The place of all entries of a list. */
	entryOf(outer: ItemPlace): ItemPlace {
		return outer.inner.get(ENTRY) ?? this.newPlace(outer, ENTRY, '', outer.topic);
	}

	/** Whether an object has a field that speaks of consent by its own name, wherever it stands. */
	speaks(object: Json): boolean {
		return Object.keys(object).some((key) => SPEAKING.has(this.placeNamed(this.root, key).topic?.kind ?? ''));
	}

	/** Whether a field is about consent by its own name, as its own or as one in which only a no is heard. */
	isNear(key: string): boolean {
		const kind = this.placeNamed(this.root, key).topic?.kind ?? 'state';
		return kind !== 'state';
	}

	/** The contact's own texts: what stands where nothing speaks of consent, other than at a path. */
	textsBeside(json: Json, path: string): string {
		const texts: string[] = [];
		const collect = (value: unknown, place: ItemPlace, depth: number): void => {
			if (typeof value === 'string') {
				const isPlain = place.topic === null || place.topic.kind === 'state';
				if (isPlain && place.path !== path) texts.push(value);
			} else if (Array.isArray(value)) {
				for (const one of value) collect(one, this.entryOf(place), depth + 1);
			} else if (isRecord(value) && depth < DEEPEST) {
				for (const [key, one] of Object.entries(value)) collect(one, this.placeNamed(place, key), depth + 1);
			}
		};
		collect(json, this.root, 0);
		return texts.join('\n');
	}

	private newPlace(outer: ItemPlace, key: string, joint: string, topic: ConsentTopic | null): ItemPlace {
		const path = outer.path === '' ? key : `${outer.path}${joint}${key}`;
		const saidOfIt = this.saidOfColumns.of(path) ?? (key === ENTRY ? outer.said : undefined);
		const topicSaid = saidOfIt === undefined ? undefined : TOPICS[saidOfIt.says];
		const fresh = placeOf({
			path,
			key,
			topic: topicSaid ?? topic,
			around: topicSaid ? { ...topicSaid, others: false } : key === ENTRY ? outer.around : insideOf(key, outer.around),
			isIgnored: outer.isIgnored || saidOfIt?.says === 'nothing',
			ofOthers: outer.around.others,
			said: saidOfIt,
		});
		outer.inner.set(key, fresh);
		return fresh;
	}
}

const SPEAKING: ReadonlySet<string> = new Set(['agreement', 'objection', 'since']);

/** A list's entries are one place. */
const ENTRY = '[]';

/** What the form makes of a column, whatever its name. */
const TOPICS: Readonly<Record<ColumnSays, { readonly kind: Polarity; readonly channel: 'own' } | undefined>> = {
	optOut: { kind: 'objection', channel: 'own' },
	optIn: { kind: 'agreement', channel: 'own' },
	optInOrBlank: { kind: 'agreement', channel: 'own' },
	nothing: undefined,
};

const placeOf = (
	attributes: Pick<ItemPlace, 'path' | 'key' | 'topic' | 'around' | 'isIgnored' | 'ofOthers' | 'said'>,
): ItemPlace => ({
	...attributes,
	tally: new ColumnTally(),
	answers: { yes: 0, no: 0, unclear: 0, blank: 0, foreign: 0 },
	inner: new Map(),
	order: [],
	statements: new Map(),
});
