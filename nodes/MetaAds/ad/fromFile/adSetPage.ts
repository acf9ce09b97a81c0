import { uniq } from 'lodash';

import { pages as pageType } from '../../../meta/assets/assetTypes';
import { ownedObject } from '../../../shared/adObject/target';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import { readRows } from '../../../shared/graph/pages';
import { failedVerdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { idOf, textCell } from '../../../shared/reading/cells';
import { recordOf } from '../../../shared/reading/json';
import { shortText } from '../../../shared/words';
import { adSetKind } from '../../adSet/kind';
import { orNothing } from '../../asset/unusablePages';
import { pageOfPost } from '../../content/kind';
import { openAds } from '../newAd/newAd';
import { adSetThere } from './adSets';
import type { Launch } from './launch';

/** `optimization_goal` is a field only ad sets have. */
const fields = ['id', 'account_id', 'optimization_goal', 'promoted_object'];

/** More ads than Meta takes in an ad set, and more pages than a message names. */
const MOST_ADS = 100;
const MOST_PAGES = 100;
const MOST_NAMED = 5;

/** The page an ad is from; null where Meta does not show it to this token. */
function pageOfAd({ creative }: GraphObject): string | null {
	const { object_story_spec: story, effective_object_story_id: post } = recordOf(creative);
	return idOf(recordOf(story).page_id) ?? textCell(pageOfPost(textCell(post) ?? ''));
}

/** The pages the ads of an ad set are from, each once. */
async function pagesOfAds({ graph }: Session, account: string, adSet: string): Promise<Array<string | null>> {
	const params = { fields: 'creative{object_story_spec,effective_object_story_id}' };
	const request = { method: 'GET', path: `${adSet}/ads`, params, effect: 'read', account } as const;
	return uniq((await readRows(graph, request, MOST_ADS)).map(pageOfAd));
}

const nameOf = (page: GraphObject): string => `${shortText(pageType.title(page))} (${String(page.id)})`;

function unclear(reason: string, usable: readonly GraphObject[]): InputProblem {
	const names = usable.slice(0, MOST_NAMED).map(nameOf).join(', ');
	const more = usable.length < MOST_PAGES ? `${usable.length - MOST_NAMED} more` : 'others';
	const list = usable.length > MOST_NAMED ? `${names} and ${more}` : names;
	const choices = usable.length === 0 ? '' : ` This ad account can use ${list}.`;
	return new InputProblem(['page'], `is empty, and ${reason}`, `Choose the page the ads are from.${choices}`);
}

interface FoundPage {
	readonly id: string;
	/** For the rows of its ads. */
	readonly remark: string;
}

/** A page, and where it is from. */
type SaidPage = readonly [id: string, source: string];

/**
 * The page that an ad set's ads can only be from: the one it promotes, or the one of all its ads. Nothing where it has neither.
 *
 * @throws InputProblem where it could be another one
 */
async function pageOfAdSet(
	session: Session,
	account: string,
	adSet: string,
	usable: readonly GraphObject[],
): Promise<SaidPage | undefined> {
	const { promoted_object: promotedObject } = await ownedObject(session, { ...adSetKind, fields }, adSet, account);
	const ofAdSet = idOf(recordOf(promotedObject).page_id);
	if (ofAdSet !== null) return [ofAdSet, 'which the ad set promotes'];
	const [ofAds, ...others] = await pagesOfAds(session, account, adSet);
	if (others.length > 0) throw unclear(`the ads of ad set ${adSet} are not all from one page`, usable);
	if (ofAds === null) throw unclear(`Meta does not show the page of the ads of ad set ${adSet}`, usable);
	return ofAds === undefined ? undefined : [ofAds, 'as all ads of the ad set are'];
}

/** Of an empty one among several: the same ads go into the one that Ad Set names, and from its page. */
async function pageOfChosen(
	session: Session,
	{ adAccount, adSet, params }: Launch,
	usable: readonly GraphObject[],
): Promise<SaidPage | undefined> {
	if (params.adSet === adSet) return undefined;
	const [id] = (await pageOfAdSet(session, adAccount, params.adSet, usable)) ?? [];
	return id === undefined ? undefined : [id, `as its ads in ad set ${params.adSet} are`];
}

/**
 * The page of the ad set that the ads go into. One that is not made yet, or is empty, has the page of its original or of the one
 * that the form names first; then there is only the one page that this ad account has.
 *
 * @throws InputProblem where it could be another one
 */
async function pageFor(session: Session, launch: Launch): Promise<FoundPage> {
	const { adAccount: account, adSet } = launch;
	const usable = (await orNothing(pageType.read(session.graph, { account, page: '' }, MOST_PAGES))) ?? [];
	const there = await adSetThere(session, launch);
	const pageWithSource =
		(there === undefined ? undefined : await pageOfAdSet(session, account, there, usable)) ??
		(await pageOfAdSet(session, account, adSet, usable)) ??
		(await pageOfChosen(session, launch, usable));
	const only = usable.length === 1 ? idOf(usable[0]?.id) : null;
	const [id, source] = pageWithSource ?? [only, 'the only page of this ad account'];
	if (id === null) throw unclear(`neither ad set ${adSet} nor its ads say which page it is`, usable);
	const page = usable.find((one) => idOf(one.id) === id);
	return { id, remark: `Page is empty, so the ad is from ${page ? nameOf(page) : `page ${id}`}, ${source}.` };
}

/** Gives the ads whose form leaves Page empty the page of their ad set. */
export async function findPages(session: Session, launches: readonly Launch[]): Promise<void> {
	const asking = openAds(launches).filter(({ page }) => page === undefined);
	const looks = new Map<string, Promise<FoundPage>>();
	for (const launch of asking) {
		const { adAccount, adSet, fresh, ifItExists, params } = launch;
		const isNew = ifItExists === 'another' || fresh === undefined;
		const key = `${adAccount} ${adSet} ${params.adSet} ${isNew ? '' : fresh.label}`;
		const look = looks.get(key) ?? pageFor(session, launch);
		looks.set(key, look);
		await look.then(
			({ id, remark }) => {
				launch.page = id;
				launch.remarks.push(remark);
			},
			(thrown: unknown) => (launch.failure = failedVerdict(thrown).failure),
		);
	}
}
