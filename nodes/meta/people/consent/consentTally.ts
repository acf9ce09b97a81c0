import { groupBy, sumBy } from 'lodash';

import type { ConsentHeard } from './consentReader';
import type { HeardStatement } from './heardStatement';
import type { ConsentStand } from './consentStand';
import { shownPath } from './unheard';

/** Words of a column, and columns, that are named in one sentence. */
const MOST_NAMED = 4;

/** Why a contact stands as it does. */
export interface ConsentCause {
	readonly stand: ConsentStand;
	/** '' where no column says it. */
	readonly column: string;
	/** '' where it is none of ours. */
	readonly word: string;
}

/** Of somebody who stands in another row as well, where a no is. */
export const OF_ANOTHER_ROW: ConsentCause = { stand: 'no', column: 'the same person in another row', word: '' };

/** Of several rows of one person: a no says more than what is unclear, and both say more than that another row counts. */
const GRAVITY: Readonly<Record<ConsentStand, number>> = { yes: 0, unclear: 2, no: 3 };

const gravityOf = (cause: ConsentCause): number => (cause === OF_ANOTHER_ROW ? 1 : GRAVITY[cause.stand]);

export const isGraver = (one: ConsentCause, other: ConsentCause): boolean => gravityOf(one) > gravityOf(other);

/** Causes of a run: a million contacts have a few of them. */
export class ConsentCauses {
	private readonly causes = new Map<string, ConsentCause>();
	/** What was told last: most contacts say the same. */
	private last: { readonly telling: HeardStatement; readonly cause: ConsentCause } | undefined;

	of({ statements, stand }: ConsentHeard): ConsentCause {
		const telling = statements.find(({ answer }) => answer === stand);
		if (telling !== undefined) {
			if (this.last?.telling !== telling)
				this.last = { telling, cause: this.causeNamed(stand, telling.from, telling.word) };
			return this.last.cause;
		}
		const other = statements.find(({ answer }) => answer === 'foreign' || (stand === 'unclear' && answer === 'blank'));
		return this.causeNamed(stand, other?.from ?? '', other?.answer === 'blank' ? 'blank' : '');
	}

	/** Of a contact that lacks a column in which others say yes. */
	lacking(path: string): ConsentCause {
		return this.causeNamed('unclear', path, 'missing');
	}

	private causeNamed(stand: ConsentStand, path: string, word: string): ConsentCause {
		const name = `${stand}\n${path}\n${word}`;
		const earlier = this.causes.get(name);
		if (earlier !== undefined) return earlier;
		const cause: ConsentCause = { stand, column: shownPath(path), word };
		this.causes.set(name, cause);
		return cause;
	}
}

/** How many people have agreed, objected, or neither, and by which words. */
export class ConsentTally {
	private readonly counts = new Map<ConsentCause, number>();

	note(cause: ConsentCause): void {
		this.counts.set(cause, (this.counts.get(cause) ?? 0) + 1);
	}

	count(stand: ConsentStand): number {
		return sumBy(this.ofStand(stand), ([, count]) => count);
	}

	/** "marketing_status: unsubscribed 3, archived 1; Newsletter: no 2"; '' of nobody, and where no column says it. */
	words(stand: ConsentStand): string {
		const withColumn = this.ofStand(stand).filter(([{ column }]) => column !== '');
		const columns = Object.entries(groupBy(withColumn, ([{ column }]) => column)).map(([column, causes]) => {
			const words = causes.map(([{ word }, count]) => `${word} ${count}`.trim());
			return `${column}: ${fewOf(words, 'words').join(', ')}`;
		});
		return fewOf(columns, 'columns').join('; ');
	}

	private ofStand(stand: ConsentStand): Array<[ConsentCause, number]> {
		return [...this.counts].filter(([cause]) => cause.stand === stand).sort(([, one], [, other]) => other - one);
	}
}

const fewOf = (all: readonly string[], what: string): string[] =>
	all.length > MOST_NAMED ? [...all.slice(0, MOST_NAMED), `${all.length - MOST_NAMED} more ${what}`] : [...all];
