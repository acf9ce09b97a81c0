import { idOf, linkTo, textCell } from '../../shared/reading/cells';
import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../../shared/adsManager';
import type { ReportLevel } from '../facts/levels';
import { onlyOf } from '../facts/some';
import type { FlatRow } from '../rows/cells';
import { ADS_MANAGER_COLUMN } from '../rows/columns/rowNames';
import type { AdCreatives } from './adCreatives';

const links: Record<ReportLevel, (account: string, row: FlatRow) => string | null> = {
	account: (account) => accountUrl(account),
	campaign: (account, { campaign_id: id }) => linkTo(idOf(id), (campaignId) => campaignUrl(account, campaignId)),
	adset: (account, { adset_id: id }) => linkTo(idOf(id), (adSetId) => adSetUrl(account, adSetId)),
	ad: (account, { ad_id: id }) => linkTo(idOf(id), (adId) => adUrl(account, adId)),
};

/** Adds the way back from a number to what it is about: the link to Ads Manager, the creative and its picture. */
export class AdDetails {
	/** @param adsOf the ads that a row stands for */
	constructor(
		private readonly creatives: AdCreatives,
		private readonly account: string,
		private readonly level: ReportLevel,
		private readonly adsOf: (row: FlatRow) => readonly string[],
		private readonly tell: (sentence: string) => void,
	) {}

	async add(rows: readonly FlatRow[]): Promise<void> {
		await this.read(rows.flatMap((row) => this.adsOf(row)));
		for (const row of rows) {
			row[ADS_MANAGER_COLUMN] = links[this.level](this.account, row);
			if (this.level !== 'ad') continue;
			const creatives = this.adsOf(row).map((ad) => this.creatives.of(ad));
			row.creative_id = onlyOf([...new Set(creatives.map(({ id }) => textCell(id)))]);
			row.thumbnail_url =
				creatives.map((creative) => textCell(creative.thumbnail_url)).find((url) => url !== null) ?? null;
		}
	}

	/**
	 * Reads what rows show of these ads, each once. An ad that can no longer be read has no picture; its numbers stay. So do
	 * those of an ad whose picture Meta could not give this time, but an empty column alone would say that it has none.
	 */
	async read(ids: readonly string[]): Promise<void> {
		if (this.level !== 'ad') return;
		const failures = await this.creatives.read(ids);
		const [failure] = failures;
		if (failure === undefined) return;
		const ads = failures.length === 1 ? 'ad' : 'ads';
		this.tell(`Thumbnails of ${failures.length} ${ads} could not be read: ${failure.message}. ${failure.advice}`);
	}
}
