import { logAdSetChanges } from '../../../emulator/adSets/adSetActivities.mts';
import { logCampaignChanges } from '../../../emulator/campaigns/campaignActivities.mts';
import type { Ad, AdSet } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { DAY, DEAR, HOUR, WORN, isThere, type LifeWorld, type Other, type Switchable } from './world.mts';

/** What a person and another tool do in the account, each at a moment of its own. */

/** Has something done some time from now, in milliseconds. */
export type Later = (after: number, act: () => Promise<unknown>) => void;

/** @returns what was changed, if there was anything to change */
type Act = (life: LifeWorld, later: Later) => Promise<unknown>;

/** Account statuses: pending settlement after a payment failed, and closed (Marketing API, Ad Account reference). */
const UNSETTLED = 3;
const CLOSED = 101;
const [ON, OFF] = [{ status: 'ACTIVE' }, { status: 'PAUSED' }];
const gone = (life: LifeWorld) => ({ status: life.chance() < 0.5 ? 'ARCHIVED' : 'DELETED' });

const live = (life: LifeWorld): AdSet[] => life.adSets.filter(({ status }) => status === 'ACTIVE');
const ads = (life: LifeWorld): Ad[] => life.adSets.flatMap((adSet) => life.adsOf(adSet));
const liveAds = (life: LifeWorld): Ad[] => ads(life).filter((ad) => life.isLive(ad));
const queued = (life: LifeWorld, status: string): Ad[] =>
	ads(life).filter((ad) => ad.status === status && ad.labels.some(({ name }) => name === 'next'));

const set = async (life: LifeWorld, who: Other, one: Switchable | undefined, values: object) =>
	one !== undefined && isThere(one) && (await life.as(who, 'POST', one.id, { ...values }));

/** Changes one of these. */
const change =
	(who: Other, from: (life: LifeWorld) => Switchable[], values: object | ((life: LifeWorld) => object)): Act =>
	async (life) =>
		await set(life, who, life.pick(from(life)), typeof values === 'function' ? values(life) : values);

/** Pauses an ad set, and activates it after so many hours, if it is still off by that. */
const pauseFor =
	(who: Other, least: number, most: number): Act =>
	async (life, later) => {
		const adSet = life.pick(live(life));
		await set(life, who, adSet, OFF);
		later((least + (most - least) * life.chance()) * HOUR, async () => {
			if (adSet !== undefined && life.pausedBy(adSet) === who) await set(life, who, adSet, ON);
		});
	};

const changeBudget =
	(who: Other): Act =>
	async (life) => {
		const one = life.pick(live(life).filter(({ dailyBudget }) => dailyBudget !== undefined));
		const budget = Math.max(500, Math.round((one?.dailyBudget ?? 0) * (0.7 + 0.6 * life.chance())));
		await set(life, who, one, { daily_budget: budget });
	};

const withoutAccount =
	(status: number, days: number): Act =>
	async (life, later) => {
		const account = life.emulator.world.get('AdAccount', ACCOUNTS.eur);
		const becomes = (to: number): void => {
			account.status = to;
			life.story.add(
				life.objects.map(({ id }) => id),
				`The ad account has status ${to}`,
			);
		};
		becomes(status);
		later(days * DAY, async () => becomes(1));
	};

/** Budgets go from the ad sets to their campaign, and come back a week or so later. */
const shareBudget: Act = async (life, later) => {
	const { campaign, adSets: sets } = life;
	const { world } = life.emulator;
	const user = world.tokens.get('person')!.user;
	const total = sets.reduce((sum, { dailyBudget = 0 }) => sum + dailyBudget, 0);
	const write = (ofCampaign: number | undefined, ofSet: number | undefined): void =>
		life.byHand(() => {
			const before = { ...campaign };
			Object.assign(campaign, { dailyBudget: ofCampaign, updatedTime: life.now });
			for (const one of world.all('AdSet').filter((adSet) => adSet.campaign === campaign)) {
				const setBefore = { ...one };
				Object.assign(one, { dailyBudget: ofSet, updatedTime: life.now });
				if (isThere(one)) logAdSetChanges(world, user, setBefore, one);
			}
			logCampaignChanges(world, user, before, campaign);
		});
	if (total === 0) return;
	write(total, undefined);
	later((4 + 6 * life.chance()) * DAY, async () => write(undefined, Math.round(total / sets.length)));
};

const sellOut: Act = async (life, later) => {
	const adSet = life.pick(live(life));
	const sold = adSet === undefined ? [] : life.adsOf(adSet).filter(({ status }) => status === 'ACTIVE');
	for (const ad of sold) await set(life, 'person', ad, OFF);
	later((2 + 8 * life.chance()) * DAY, async () => {
		for (const ad of sold) await set(life, 'person', ad, ON);
	});
};

/** Takes the last change of a budget back, and mostly sets the same again some minutes later. */
const setAgain: Act = async (life, later) => {
	const isLast = (move: LifeWorld['moves'][number]): boolean => move.what === 'budget' && move.by === 'budgets';
	const move = life.moves.findLast((one) => isLast(one) && one.at > life.now - 20 * HOUR);
	if (move?.from === undefined) return;
	await set(life, 'person', move.object, { daily_budget: move.from });
	if (life.chance() < 0.6)
		later(60_000 * (1 + 12 * life.chance()), async () => {
			await set(life, 'person', move.object, { daily_budget: move.to });
		});
};

const queueNew: Act = async (life) => {
	const adSet = life.pick(life.adSets);
	const model = adSet && life.adsOf(adSet)[0];
	const name = `New ad ${life.local.toFormat('d LLL HH:mm')}`;
	if (adSet && model) life.byHand(() => void life.addAd(model, adSet, name, true));
};

const duplicate: Act = async (life) => {
	const small = life.adSets.filter((one) => life.adsOf(one).length <= 3);
	const one = life.pick<Switchable>(life.chance() < 0.5 ? small : ads(life));
	const options = { deep_copy: true, status_option: life.pick(['PAUSED', 'INHERITED_FROM_SOURCE']) };
	if (one && life.adSets.length < life.shape.adSets + 3) await life.as('person', 'POST', `${one.id}/copies`, options);
};

/** Meta has no other way to move an ad: a copy in the other ad set, and the old one is archived. */
const moveAd: Act = async (life) => {
	const [ad, to] = [life.pick(ads(life)), life.pick(life.adSets)];
	if (!ad || !to || ad.adSet === to) return;
	const options = { adset_id: to.id, status_option: 'INHERITED_FROM_SOURCE' };
	if (await life.as('person', 'POST', `${ad.id}/copies`, options))
		await set(life, 'person', ad, { status: 'ARCHIVED' });
};

/** From now on nobody wants it any more. */
const wearOut =
	(truth: number, worn: (life: LifeWorld) => readonly Ad[]): Act =>
	async (life) => {
		for (const { id } of worn(life)) life.truth.set(id, truth);
	};

const onlyOf = <T,>(one: T | undefined): T[] => (one === undefined ? [] : [one]);
const many = (life: LifeWorld): Ad[] => ads(life).filter(({ adSet }) => life.adsOf(adSet).length > 3);

/** What they do, and how often in 60 days. */
export const acts: ReadonlyArray<readonly [times: number, act: Act]> = [
	[4, sellOut],
	[6, change('person', (life) => queued(life, 'ACTIVE'), OFF)],
	[5, change('person', (life) => queued(life, 'PAUSED'), ON)],
	[8, queueNew],
	[5, change('person', liveAds, OFF)],
	[5, pauseFor('person', 24, 168)],
	[5, change('person', (life) => life.adSets.filter(({ status }) => status === 'PAUSED'), ON)],
	[7, changeBudget('person')],
	[8, setAgain],
	[
		6,
		change(
			'person',
			(life) => [...life.adSets, ...ads(life)],
			(life) => ({ name: `Renamed on ${life.local.toISO()}` }),
		),
	],
	[4, duplicate],
	[3, moveAd],
	[2, change('person', many, gone)],
	[0.5, change('person', (life) => (life.adSets.length < life.shape.adSets ? [] : life.adSets), gone)],
	[0.7, withoutAccount(UNSETTLED, 1)],
	[0.4, withoutAccount(CLOSED, 2)],
	[0.7, shareBudget],
	[6, wearOut(WORN, (life) => onlyOf(life.pick(liveAds(life))))],
	[1.5, wearOut(DEAR, (life) => onlyOf(life.pick(live(life))).flatMap((adSet) => life.adsOf(adSet)))],
	[5, pauseFor('tool', 3, 43)],
	[4, change('tool', liveAds, OFF)],
	[4, changeBudget('tool')],
];
