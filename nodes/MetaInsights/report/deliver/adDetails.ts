import { idOf, linkTo } from '../../../shared/adObject/columns';
import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../../../shared/adsManager';
import type { GraphClient, Settled } from '../../../shared/graph/client';
import type { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { paired } from '../../../shared/lists';
import type { Level } from '../facts/levels';
import type { FlatRow } from '../rows/cells';

const links: Record<Level, (account: string, row: FlatRow) => string | null> = {
	account: (account) => accountUrl(account),
	campaign: (account, { campaign_id: id }) => linkTo(idOf(id), (known) => campaignUrl(account, known)),
	adset: (account, { adset_id: id }) => linkTo(idOf(id), (known) => adSetUrl(account, known)),
	ad: (account, { ad_id: id }) => linkTo(idOf(id), (known) => adUrl(account, known)),
};

const isGone = ({ kind }: GraphFailure): boolean => kind === 'notFound' || kind === 'permission';

interface Creative {
	readonly id?: unknown;
	readonly thumbnail_url?: unknown;
}

/** What Meta tells of an ad's creative; nothing where it gave no answer. */
function creativeIn({ answer }: Settled): Creative {
	const { creative } = (answer?.body ?? {}) as GraphObject;
	return typeof creative === 'object' && creative !== null ? creative : {};
}

/** Adds the way back from a number to what it is about: the link to Ads Manager, the creative and its picture. */
export class AdDetails {
	private readonly creatives = new Map<string, Creative>();

	constructor(
		private readonly graph: GraphClient,
		private readonly account: string,
		private readonly level: Level,
		/** Under which names rows have the link. */
		private readonly linkColumns: readonly string[],
		private readonly tell: (sentence: string) => void,
	) {}

	async add(rows: readonly FlatRow[]): Promise<void> {
		if (this.level === 'ad') await this.read([...new Set(rows.map(({ ad_id: id }) => String(id ?? '')))]);
		for (const row of rows) {
			const link = links[this.level](this.account, row);
			for (const column of this.linkColumns) row[column] = link;
			if (this.level !== 'ad') continue;
			const { id, thumbnail_url: thumbnail } = this.creatives.get(String(row.ad_id)) ?? {};
			row.creative_id = typeof id === 'string' ? id : null;
			row.thumbnail_url = typeof thumbnail === 'string' ? thumbnail : null;
		}
	}

	/**
	 * An ad that can no longer be read has no picture; its numbers stay. So do those of an ad whose picture Meta could not
	 * give this time, but an empty column alone would say that it has none.
	 */
	private async read(ids: readonly string[]): Promise<void> {
		const unknown = ids.filter((id) => id !== '' && !this.creatives.has(id));
		const answers = await this.graph.sendMany(
			unknown.map((id) => ({
				method: 'GET' as const,
				path: id,
				params: { fields: 'creative{id,thumbnail_url}' },
				effect: 'read' as const,
				account: this.account,
			})),
		);
		const failures = answers.flatMap(({ failure }) => (failure === undefined || isGone(failure) ? [] : [failure]));
		const [failure] = failures;
		if (failure !== undefined) {
			const ads = failures.length === 1 ? 'ad' : 'ads';
			this.tell(`Thumbnails of ${failures.length} ${ads} could not be read: ${failure.message}. ${failure.advice}`);
		}
		for (const [id, settled] of paired(unknown, answers)) this.creatives.set(id, creativeIn(settled));
	}
}
