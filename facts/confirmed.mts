/**
 * What real ad accounts have shown of the questions in unconfirmed.json, or others recorded in public, by their numbers. The
 * emulator answers by these (emulator/graph/language/asConfirmed.mts), and docs/development/unconfirmed.md shows them. Nothing
 * of an account stands here: a value is Meta's own.
 */
export interface Fact {
	/** What holds, in a sentence. */
	readonly says: string;
	/** The issue whose report shows it, Meta's page, or the public place where somebody recorded it. */
	readonly source: string;
	/** For a rule of the emulator that is one value: a limit, a code, a text. */
	readonly value?: string | number;
}

export const confirmed: Readonly<Record<number, Fact>> = {
	5: {
		says: 'POST and DELETE go to ad_accounts; adaccounts only reads.',
		source: 'Meta: reference/custom-audience/ad_accounts',
	},
	18: {
		says: 'The word multiple, with the actions beside it.',
		source: 'keboola/component-meta, tests/functional/facebook_ads_keboola_account',
	},
	19: {
		says: 'Meta writes no 0: an indicator stands alone where there are no results.',
		source: 'results as they came in production, shown in a public repository, October 2026',
	},
	21: {
		says: 'IN, NOT_IN, IN_RANGE and NOT_IN_RANGE take JSON lists; a field or operator that an edge does not know is refused by name.',
		source: '“Meta Ads Phase 0 — live measurements”, a public note of July 2026 on one ad account',
	},
	31: {
		says: 'Subcode 1885272, with the budget as the blamed field.',
		source: 'told in public troubleshooting pages, 2025 and 2026',
	},
	49: {
		says: 'Too many copies at once have subcode 1885194.',
		source: 'pasted in a public repository, v24.0',
	},
	55: {
		says: 'app_id, type, application, data_access_expires_at, expires_at, is_valid, scopes and user_id; issued_at and the target_ids of granular_scopes not always.',
		source: 'an answer pasted into a public blog; Meta: Graph API reference, debug_token',
	},
	56: {
		says: 'HTTP 500, as a public troubleshooting page tells; its code is not told.',
		source: 'told in a public troubleshooting page, v26.0',
	},
	58: {
		says: 'CONTAIN finds the same rows in any case.',
		source: '“Meta Ads Phase 0 — live measurements”, a public note of July 2026 on one ad account',
	},
	66: {
		says: '1d_view_7d_click_1d_ev.',
		source: 'keboola/component-meta, tests/functional/facebook_ads_keboola_account',
	},
	82: {
		says: 'Minimum age above 25: 1870188; maximum below 65: 1870189; a range passes as a suggestion in age_range.',
		source: 'pasted in public repositories; justwatch/facebook-marketing-api-golang-sdk, pull request 83',
	},
	89: {
		says: 'A creative for dynamic creative in an ordinary ad set: 1885998.',
		source: 'told in public troubleshooting pages, 2025 and 2026',
	},
	95: {
		says: 'At targeting_automation.individual_setting.device: 0 keeps to the named devices.',
		source: 'release notes of facebook-nodejs-business-sdk, v27.0.0',
	},
	98: {
		says: 'Active, Inactive or Paused, Pending process and Pending review in the reader’s language; newer entries carry run_status as a number beside them: 1, 15, 17 and 9.',
		source:
			'superbolt-x/Talk-to-Meta-SB-remote, meta_ads_mcp/core/activity.py; melvin-cmyk/ImpulseMotion, lib/pilot/changes.ts',
	},
	99: {
		says: 'By the words of question 98, and they do depend on the reader’s language: Portuguese, Spanish, French and Chinese are recorded.',
		source:
			'superbolt-x/Talk-to-Meta-SB-remote, meta_ads_mcp/core/activity.py; melvin-cmyk/ImpulseMotion, lib/pilot/changes.ts',
	},
	100: {
		says: 'Yes: application_id is the ID of the app that called.',
		source:
			'superbolt-x/Talk-to-Meta-SB-remote, meta_ads_mcp/core/activity.py; melvin-cmyk/ImpulseMotion, lib/pilot/changes.ts',
	},
};
