import type { GraphClient, SettledRequest } from '../../shared/graph/client';
import type { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { pairLists } from '../../shared/lists';

const isGone = ({ kind }: GraphFailure): boolean => kind === 'notFound' || kind === 'permission';

/** What Meta tells of an ad's creative; nothing where it gave no answer. */
function creativeIn({ answer }: SettledRequest): GraphObject {
	const { creative } = (answer?.body ?? {}) as GraphObject;
	return typeof creative === 'object' && creative !== null ? (creative as GraphObject) : {};
}

/** The creatives of ads, each read once in a report. */
export class AdCreatives {
	private readonly creatives = new Map<string, GraphObject>();

	/** @param fields of a creative, beside its id */
	constructor(
		private readonly graph: GraphClient,
		private readonly account: string,
		private readonly fields: readonly string[],
	) {}

	/** An ad's creative; nothing of one that could not be read. */
	of(ad: string): GraphObject {
		return this.creatives.get(ad) ?? {};
	}

	/** @returns why creatives could not be read this time: that an ad is gone or may not be seen is no such reason */
	async read(ids: readonly string[]): Promise<GraphFailure[]> {
		const unknown = [...new Set(ids)].filter((id) => id !== '' && !this.creatives.has(id));
		const fields = `creative{${['id', ...this.fields].join(',')}}`;
		const answers = await this.graph.sendMany(
			unknown.map((id) => ({
				method: 'GET' as const,
				path: id,
				params: { fields },
				effect: 'read' as const,
				account: this.account,
			})),
		);
		for (const [id, answer] of pairLists(unknown, answers)) this.creatives.set(id, creativeIn(answer));
		return answers.flatMap(({ failure }) => (failure === undefined || isGone(failure) ? [] : [failure]));
	}
}
