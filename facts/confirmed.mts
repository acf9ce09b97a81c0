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
	2: {
		says: 'The token of its key icon belongs to a user named “Sandbox Ad Account Owner”; nothing on the account itself is shown.',
		source: 'notes of two public projects on sandbox ad accounts of 2026',
	},
	3: {
		says: 'No: promote_pages can be empty where the page can be used, and a page that is listed can be refused for lack of a task.',
		source: 'notes of public clients, 2026, among them one that publishes with a system user assigned to the page',
	},
	5: {
		says: 'POST and DELETE go to ad_accounts; adaccounts only reads.',
		source: 'Meta: reference/custom-audience/ad_accounts',
	},
	10: {
		says: 'Of customer lists Meta’s own clients take out all but a–z; of events its client keeps letters of every script and takes out digits, white space, points, brackets and dashes.',
		source:
			'facebook-python-business-sdk, customaudiencemixin.py; capi-param-builder, stringUtil.js; facebook-nodejs-business-sdk, src/objects/serverside/utils.js',
	},
	11: {
		says: 'Meta’s own client takes out white space and keeps what stands before the first dash; British codes stay whole.',
		source: 'facebook-nodejs-business-sdk, src/objects/serverside/utils.js, normalizeZip',
	},
	13: {
		says: 'A whole percent that is added: 101 doubles the budget and a hundredth. ABSOLUTE is an amount that is added.',
		source: 'budget schedules of public clients in production, 2026',
	},
	15: {
		says: 'Yes: “Limited to 13 months: All breakdowns for unique-count fields (like unique_actions and cost_per_unique_action_type)”. Asked alone they are refused for longer as well: the type of action is a breakdown.',
		source:
			'Meta’s announcement for January 2026, quoted in several public repositories; an answer with HTTP 400 pasted in one of July 2026',
	},
	17: {
		says: 'Yes: conversions are shown as not available, spend is shown.',
		source:
			'notes of a public project on Meta’s own ads MCP, 2026; keboola/component-meta, tests/functional/facebook_ads_keboola_account',
	},
	18: {
		says: 'The word multiple, in the row of the actions.',
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
	24: {
		says: 'Yes: a label that is named and missing is made, and then associated.',
		source: 'Meta: reference/ad-label',
	},
	25: {
		says: 'Code 100, with the parameter in words: “Param bid_amount must be an integer”, “metric[0] must be one of the following values: …”, “Parameter until: Must be a unixtime or a date/time representation parseable by strtotime()”.',
		source: 'keboola/component-meta, tests/functional; public clients of the Marketing API',
	},
	28: {
		says: 'Yes, for campaigns: DELETE of one that is DELETED answers success, and its updated_time stays.',
		source: 'tophatter/facebook-ruby-ads-sdk, spec/fixtures/cassettes, sets_effective_status_to_deleted',
	},
	29: {
		says: 'Seen: 1885272 budget below the minimum, 1885621 budget on two levels, 1487094 a flight of a lifetime budget too short, 1815857 a bid amount missing, 2490408 a goal that the objective lacks, 1487888 a pixel missing, 1885204 the bid strategy. The others are reported in Meta’s words.',
		source: 'pasted in public repositories and their tests, 2025 and 2026',
	},
	31: {
		says: 'Subcode 1885272, “Budget is too low”, with the amount in the text.',
		source: 'Meta: marketing-api/error-reference; pasted in the tests of two public projects, 2026',
	},
	32: {
		says: 'By how much they change; Meta names no number.',
		source: 'Meta: business/help, significant edits and the learning phase',
	},
	37: {
		says: '294 permission, 2655 terms, 2650 not updated (1870147: a replacement is under way), 1487301 not shared, 1487366 deleted, 105 too many parameters, 80003 too many calls.',
		source:
			'rudderlabs/rudder-transformer, test/integrations/destinations/fb_custom_audience/network.ts; facebook-python-business-sdk, issue 433',
	},
	46: {
		says: 'No: “(#100) Objective LINK_CLICKS is invalid. Use one of: OUTCOME_LEADS, …”.',
		source: 'pasted in notes of several public projects, v23.0 and later',
	},
	49: {
		says: 'Too many copies at once have subcode 1885194, “must be fewer than 3”.',
		source: 'pasted in the guide of a public project, v24.0; told in the code of another',
	},
	52: {
		says: 'Yes: without a suffix Meta appends its “- Copy” in the account’s language, and a prefix is a matter of its own.',
		source: 'Meta: reference/adgroup/copies',
	},
	53: {
		says: 'Seen: 1443121 page missing, 1487194 the page cannot be used, 1487929 two promoted objects, 1815430 and 1487810 the app’s address, 1885183 an app in development mode, 3858504 and 3858082 enhancements, 1815869 the post is gone.',
		source: 'pasted in public repositories and issues, among them facebook-java-business-sdk, issues 353 and 434',
	},
	55: {
		says: 'app_id, type, application, data_access_expires_at, expires_at, is_valid, scopes and user_id; issued_at and the target_ids of granular_scopes not always.',
		source: 'an answer pasted into a public blog; Meta: Graph API reference, debug_token',
	},
	56: {
		says: 'HTTP 500, “the ids parameter is deprecated”.',
		source: 'seen on v26.0 in October 2026, troubleshooting page of a public tool',
	},
	58: {
		says: 'CONTAIN finds the same rows in any case.',
		source: '“Meta Ads Phase 0 — live measurements”, a public note of July 2026 on one ad account',
	},
	62: {
		says: 'Code 2642, “Invalid cursors values”.',
		source: 'Meta: reference/ad-account/insights, error codes',
	},
	63: {
		says: '“The call has been auto-upgraded to v26.0 as v25.0 will be deprecated.”',
		source: 'seen in its answers by a public client, 2026-09',
	},
	65: {
		says: 'Yes: purchases, and video views far more than by click.',
		source: 'rows of live accounts in tests of public projects',
	},
	66: {
		says: '1d_view_7d_click_1d_ev.',
		source: 'keboola/component-meta, tests/functional/facebook_ads_keboola_account',
	},
	68: {
		says: 'No: it stands next to the word multiple.',
		source: 'keboola/component-meta, tests/functional/facebook_ads_keboola_account',
	},
	70: {
		says: 'Code 100, “Current combination of data breakdown columns (…) is invalid”. Beyond Meta’s table device_platform with publisher_platform and platform_position is answered.',
		source: 'daroczig/fbRads, issue 132; keboola/component-meta, tests/functional/facebook_ads_keboola_account',
	},
	73: {
		says: 'No: of one file it is another one than its MD5. Meta stores a copy of its own.',
		source: 'tophatter/facebook-ruby-ads-sdk, spec/fixtures/cassettes, creates_an_image',
	},
	79: {
		says: '1487079 with the field’s name, also for a key that is not known (“Normalization does not allow the value …”), 1487756 places that overlap, 1885364 no place, 1870249 young people, 1870196 the automation’s type, 1870227 Advantage audience not said, 1815891 a placement that cannot stand alone.',
		source: 'pasted in public repositories and their tests, 2025 and 2026',
	},
	82: {
		says: 'Minimum age above 25: 1870188; maximum below 65: 1870189; a range passes as a suggestion in age_range.',
		source: 'pasted in public repositories; justwatch/facebook-marketing-api-golang-sdk, pull request 83',
	},
	85: {
		says: 'WITH_ISSUES stands before CAMPAIGN_PAUSED.',
		source: 'measured on the ads of one account, comment in a public project, 2026',
	},
	87: {
		says: 'Taiwan: 3858498 without the declaration, 3858495 without a verified identity. Brazil: 3858634. Singapore: 3858550, and 3858548 without a verified beneficiary. Meta asks by ad account, too.',
		source: 'several public clients in production, 2026',
	},
	89: {
		says: 'A creative for dynamic creative in an ordinary ad set: 1885998, “Cannot create dynamic creative ad in non-dynamic creative ad set”; earlier 1885553.',
		source: 'pasted in a task of a public project, 2026; pipeboard-co/meta-ads-mcp, issue 118',
	},
	93: {
		says: '3858094 shorter than three hours, 3858090 beyond the campaign’s end, 3858199 and 3858175 where the daily budget has to be sent along.',
		source: 'budget schedules of public clients in production, 2026',
	},
	94: {
		says: 'By name: SPAIN_FINSERV, VOLUNTARY_VERIFICATION, BRAZIL_REGULATION, SINGAPORE_UNIVERSAL.',
		source: 'ad sets as several public projects read them, 2026',
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
	104: {
		says: 'Code 103 with HTTP 403, “CRM access has been revoked from Lead Access Manager”.',
		source: 'tests of a public client, September 2026; the help of a CRM',
	},
	106: {
		says: 'Yes: “a Page or User access token requested by a person who can advertise on the ad account and on the Page”.',
		source: 'Meta: guides/lead-ads/retrieving',
	},
	108: {
		says: 'Code 100 with 1815089, as of ad sets.',
		source: 'a public client that creates lead forms, 2026',
	},
	121: {
		says: '2804004 a time in the future, 2804008 contents that are no list or lack an ID, 2804016 a field that is not valid or not hashed, 2804023 a value without a currency, 2804036 an invalid lead ID.',
		source: 'several public senders of events, 2025 and 2026',
	},
	122: {
		says: 'The whole request is refused with 2804016, “User Parameter Not Hashed”.',
		source: 'facebook-java-business-sdk, issue 421',
	},
	126: {
		says: 'On the object itself they replace all labels.',
		source: 'Meta: reference/ad-label, Updating',
	},
};
