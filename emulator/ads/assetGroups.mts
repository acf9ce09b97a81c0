import { randomUUID } from 'node:crypto';
import { checkCallToAction, checkImage, checkVideo, type CreativePlace } from '../creatives/creativeRules.mts';
import { parameterError, ruleError } from '../graph/language/graphError.mts';
import { isObject, readObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';

const NAME = 'creative_asset_groups_spec';
const MOST_TEXTS = 5;
/** Meta's example has the first two; the third: third-party hint. */
const TEXT_TYPES = ['primary_text', 'headline', 'description'];

const wrong = (text: string) => ruleError('Flexible format', text, NAME); // subcodes UNCONFIRMED 59

/** The flexible format (Meta: marketing-api/flexible-ad-format; spec object AdCreativeAssetGroupsSpec). */
export function readAssetGroups(params: Params): JsonObject[] | undefined {
	const spec = readObject(params, NAME);
	if (spec === undefined) return undefined;
	const { groups } = spec;
	if (!Array.isArray(groups) || groups.length === 0 || !groups.every(isObject))
		throw parameterError(`Param ${NAME}[groups] must be an array.`, NAME);
	return groups;
}

const rowsIn = (group: JsonObject, name: string): JsonObject[] => {
	const rows = group[name] ?? [];
	if (Array.isArray(rows) && rows.every(isObject)) return rows;
	throw parameterError(`Param ${NAME}[groups][${name}] must be an array.`, NAME);
};

/** Rules of the same page: objectives, media, one kind of button, five texts a type. */
export function checkAssetGroups(place: CreativePlace, objective: string, groups: readonly JsonObject[]): void {
	if (objective !== 'OUTCOME_SALES' && objective !== 'OUTCOME_APP_PROMOTION') {
		throw wrong('The objective of the campaign does not support the flexible ad format.');
	}
	for (const group of groups) {
		const [images, videos] = [rowsIn(group, 'images'), rowsIn(group, 'videos')];
		if (images.length + videos.length === 0) throw wrong('Each group needs at least one image or video.');
		for (const { hash } of images) checkImage(place, hash, NAME);
		for (const { video_id: video } of videos) checkVideo(place, video, NAME);
		checkTexts(rowsIn(group, 'texts'));
		checkCallToAction(group.call_to_action, NAME);
	}
	const buttons = new Set(groups.flatMap(({ call_to_action: action }) => (isObject(action) ? [action.type] : [])));
	if (buttons.size > 1) throw wrong('All calls to action must have the same type.');
}

function checkTexts(texts: readonly JsonObject[]): void {
	for (const { text, text_type: type } of texts) {
		if (typeof text !== 'string' || !TEXT_TYPES.includes(String(type)))
			throw parameterError(`Param ${NAME}[groups][texts] must have a text and one of {${TEXT_TYPES.join(', ')}}`, NAME);
	}
	const tooMany = TEXT_TYPES.find((type) => texts.filter((one) => one.text_type === type).length > MOST_TEXTS);
	if (tooMany !== undefined) throw wrong(`There can be no more than ${MOST_TEXTS} texts of the type ${tooMany}.`);
}

/** As it is read: each group with an id of its own (the same page). */
export const storedGroups = (groups: readonly JsonObject[]): JsonObject => ({
	groups: groups.map((group) => ({ ...group, group_uuid: group.group_uuid ?? randomUUID() })),
});
