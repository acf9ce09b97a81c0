import type { WantedValue } from '../../shared/adObject/change/wanted';
import { textCell } from '../../shared/reading/cells';
import { ownedObject } from '../../shared/adObject/target';
import { rows, type RowValues } from '../../shared/form/collections';
import { mayBeEmpty } from '../../shared/form/field';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session/session';
import type { Json } from '../../shared/record';
import { adSetKind } from '../adSet/kind';
import { lines } from '../content/checks';
import { callToAction } from '../content/story';
import { callToActionField, hashes, linesField, linkField, videoIds } from '../content/fields';
import { recordOf } from '../../shared/reading/json';
import { wantedValue } from '../adObjects/otherParameters';

/**
 * The flexible format: several pictures, videos and texts in one ad, of which Meta shows what fits (Marketing API,
 * "Flexible ad format"; spec object AdCreativeAssetGroupsSpec).
 */

const groupFields = [
	linesField('Images', 'images', 'Hashes of images, one per line, at most ten', hashes),
	linesField('Videos', 'videos', 'IDs of videos, one per line, at most ten', videoIds),
	linesField('Primary Texts', 'primaryTexts', 'One per line, at most five', lines(5, 'primary texts')),
	linesField('Headlines', 'headlines', 'One per line, at most five', lines(5, 'headlines')),
	linesField('Descriptions', 'descriptions', 'One per line, at most five', lines(5, 'descriptions')),
	mayBeEmpty(linkField),
	callToActionField,
] as const;

export const assetGroupsField = rows(
	{
		displayName: 'Flexible Format',
		name: 'assetGroups',
		placeholder: 'Add Group',
		description:
			'Several images, videos and texts for this ad. Meta shows the best fit. For Sales and App Promotion campaigns. The page comes from the creative.',
		row: { name: 'rows', displayName: 'Flexible Format' },
	},
	groupFields,
);

export type AssetGroup = RowValues<(typeof groupFields)[number]>;

const path = ['additionalFields', 'assetGroups'];

/** Why the groups cannot be sent, by the rules of the same page. */
export function groupsProblem(groups: readonly AssetGroup[]): InputProblem | null {
	if (groups.length === 0) return isEmpty(path, 'Add a group, or remove the field.');
	const bare = groups.findIndex(({ images, videos }) => images.length + videos.length === 0);
	if (bare !== -1) return isEmpty([...path, 'rows', bare, 'images'], 'Enter at least one image or one video.');
	const buttons = groups.filter(({ link }) => link !== undefined).map(({ callToAction: type }) => type);
	if (new Set(buttons).size <= 1) return null;
	return new InputProblem(path, 'has different buttons', 'Meta accepts one Call to Action for all groups of an ad.');
}

const texts = (type: string, some: readonly string[]): Json[] => some.map((one) => ({ text: one, text_type: type }));

export const groupsSent = (groups: readonly AssetGroup[]): Json => ({
	groups: groups.map(({ images, videos, primaryTexts, headlines, descriptions, link, callToAction: type }) => ({
		...(images.length > 0 ? { images: images.map((hash) => ({ hash })) } : {}),
		...(videos.length > 0 ? { videos: videos.map((video) => ({ video_id: video })) } : {}),
		texts: [
			...texts('primary_text', primaryTexts),
			...texts('headline', headlines),
			...texts('description', descriptions),
		],
		...(link === undefined ? {} : { call_to_action: callToAction({ type, link }) }),
	})),
});

export const wantedGroups = (groups: readonly AssetGroup[]): WantedValue =>
	wantedValue('creative_asset_groups_spec', 'Flexible Format', groupsSent(groups));

const objectives = ['OUTCOME_SALES', 'OUTCOME_APP_PROMOTION'];

/**
 * Why the ad set's campaign does not take the format, before anything is made.
 *
 * @throws GraphFailure where it cannot be read
 */
export async function flexibleCampaignProblem(
	session: Session,
	adSet: string,
	account: string,
): Promise<InputProblem | null> {
	const kind = { ...adSetKind, fields: ['id', 'account_id', 'optimization_goal', 'campaign{id,objective}'] };
	const objective = textCell(recordOf((await ownedObject(session, kind, adSet, account)).campaign).objective);
	if (objective !== null && objectives.includes(objective)) return null;
	const message = `cannot be used in a campaign with the objective ${objective ?? 'unknown'}`;
	return new InputProblem(path, message, 'Meta accepts it in Sales and App Promotion campaigns. Remove it.');
}
