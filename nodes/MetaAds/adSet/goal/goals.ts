import { entryOf } from '../../../shared/record';
import { severalMessengers } from '../../adObjects/messengers';

/**
 * What people choose as performance goal and destination, by objective. Source: Marketing API, Ad Campaign Group
 * reference, "ODAX mapping" (reference/ad-campaign-group). The lists are generous where Meta's page and Ads Manager
 * differ: what only one of them names is offered, and Meta decides.
 */
interface Choice {
	readonly name: string;
	readonly value: string;
	readonly description?: string;
}

export const goals: readonly Choice[] = [
	{ name: 'Ad Recall Lift', value: 'AD_RECALL_LIFT', description: 'People who remember the ads' },
	{ name: 'App Events', value: 'APP_INSTALLS_AND_OFFSITE_CONVERSIONS', description: 'Installs, and events in the app' },
	{ name: 'App Installs', value: 'APP_INSTALLS' },
	{ name: 'Appointments in Messages', value: 'MESSAGING_APPOINTMENT_CONVERSION' },
	{ name: 'Calls', value: 'QUALITY_CALL', description: 'People likely to call' },
	{ name: 'Conversations', value: 'CONVERSATIONS', description: 'People likely to write a message' },
	{ name: 'Conversion Leads', value: 'QUALITY_LEAD', description: 'Leads likely to become customers' },
	{
		name: 'Conversions',
		value: 'OFFSITE_CONVERSIONS',
		description: 'An event on a website or in an app, such as a purchase',
	},
	{ name: 'Engaged Page Views', value: 'ENGAGED_PAGE_VIEWS' },
	{ name: 'Engaged Users', value: 'ENGAGED_USERS' },
	{ name: 'Event Responses', value: 'EVENT_RESPONSES' },
	{ name: 'Impressions', value: 'IMPRESSIONS', description: 'The ads are shown as often as possible' },
	{ name: 'Instagram Profile Visits', value: 'VISIT_INSTAGRAM_PROFILE' },
	{ name: 'Landing Page Views', value: 'LANDING_PAGE_VIEWS', description: 'People who wait until the page has loaded' },
	{ name: 'Leads', value: 'LEAD_GENERATION', description: 'Filled-in instant forms' },
	{
		name: 'Link Clicks',
		value: 'LINK_CLICKS',
		description: 'People likely to click, whether or not the page then loads',
	},
	{ name: 'Page Likes', value: 'PAGE_LIKES' },
	{ name: 'Post Engagement', value: 'POST_ENGAGEMENT' },
	{ name: 'Profile and Page Engagement', value: 'PROFILE_AND_PAGE_ENGAGEMENT' },
	{ name: 'Profile Visits', value: 'PROFILE_VISIT' },
	{ name: 'Purchases in Messages', value: 'MESSAGING_PURCHASE_CONVERSION' },
	{ name: 'Reach', value: 'REACH', description: 'As many people as possible' },
	{ name: 'Reminders Set', value: 'REMINDERS_SET' },
	{ name: 'Subscribers', value: 'SUBSCRIBERS' },
	{ name: 'ThruPlay', value: 'THRUPLAY', description: 'Videos watched to the end, or for 15 seconds' },
	{ name: 'Value in the App', value: 'IN_APP_VALUE' },
	{
		name: 'Value of Conversions',
		value: 'VALUE',
		description: 'Highest purchase value; the only goal with an ROAS floor',
	},
];

const oneDestination: readonly Choice[] = [
	{ name: 'App', value: 'APP' },
	{ name: 'Calls', value: 'PHONE_CALL' },
	{ name: 'Event', value: 'ON_EVENT' },
	{ name: 'Instagram Direct', value: 'INSTAGRAM_DIRECT' },
	{ name: 'Instagram Profile', value: 'INSTAGRAM_PROFILE' },
	{ name: 'Instant Form', value: 'ON_AD' },
	{ name: 'Leads From Instagram Direct', value: 'LEAD_FROM_IG_DIRECT' },
	// Marketing API changelog, v24.0.
	{
		name: 'Leads From Messenger',
		value: 'LEAD_FROM_MESSENGER',
		description: 'Meta announced with v24.0 that new ads for leads from Messenger end, and may refuse them',
	},
	{ name: 'Messenger', value: 'MESSENGER' },
	{ name: 'Page', value: 'ON_PAGE' },
	{ name: 'Post', value: 'ON_POST' },
	{ name: 'Shop', value: 'SHOP_AUTOMATIC' },
	{ name: 'Video', value: 'ON_VIDEO' },
	{ name: 'Website', value: 'WEBSITE' },
	{ name: 'WhatsApp', value: 'WHATSAPP' },
];

export const destinations: readonly Choice[] = [
	...oneDestination,
	...severalMessengers.map(({ name, value }) => ({ name, value, description: 'Meta picks one for each person' })),
].sort((one, other) => one.name.localeCompare(other.name, 'en'));

interface Allowed {
	readonly goals: readonly string[];
	readonly destinations: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

const chats = 'MESSENGER WHATSAPP INSTAGRAM_DIRECT';

/** Objectives and goal as "Ads that Click to Multidestination" has them (see adObjects/messengers). */
const several = severalMessengers.map(({ value }) => value).join(' ');

const byObjective: Readonly<Record<string, Allowed>> = {
	OUTCOME_AWARENESS: { goals: words('REACH IMPRESSIONS AD_RECALL_LIFT THRUPLAY'), destinations: [] },
	OUTCOME_TRAFFIC: {
		goals: words(
			'LINK_CLICKS LANDING_PAGE_VIEWS REACH IMPRESSIONS QUALITY_CALL CONVERSATIONS VISIT_INSTAGRAM_PROFILE PROFILE_VISIT PROFILE_AND_PAGE_ENGAGEMENT ENGAGED_PAGE_VIEWS REMINDERS_SET',
		),
		destinations: words(`WEBSITE APP ${chats} ${several} INSTAGRAM_PROFILE PHONE_CALL`),
	},
	OUTCOME_ENGAGEMENT: {
		goals: words(
			'POST_ENGAGEMENT REACH IMPRESSIONS PAGE_LIKES EVENT_RESPONSES THRUPLAY CONVERSATIONS LINK_CLICKS LEAD_GENERATION OFFSITE_CONVERSIONS LANDING_PAGE_VIEWS QUALITY_CALL REMINDERS_SET PROFILE_VISIT PROFILE_AND_PAGE_ENGAGEMENT SUBSCRIBERS ENGAGED_USERS',
		),
		destinations: words(`ON_POST ON_PAGE ON_EVENT ON_VIDEO ${chats} ${several} WEBSITE APP PHONE_CALL`),
	},
	OUTCOME_LEADS: {
		goals: words(
			'LEAD_GENERATION QUALITY_LEAD QUALITY_CALL OFFSITE_CONVERSIONS LINK_CLICKS LANDING_PAGE_VIEWS REACH IMPRESSIONS CONVERSATIONS VALUE SUBSCRIBERS MESSAGING_APPOINTMENT_CONVERSION',
		),
		destinations: words(`ON_AD LEAD_FROM_MESSENGER LEAD_FROM_IG_DIRECT PHONE_CALL WEBSITE APP ${chats}`),
	},
	OUTCOME_SALES: {
		goals: words(
			'OFFSITE_CONVERSIONS VALUE CONVERSATIONS QUALITY_CALL LINK_CLICKS LANDING_PAGE_VIEWS REACH IMPRESSIONS MESSAGING_PURCHASE_CONVERSION',
		),
		destinations: words(`WEBSITE APP ${chats} ${several} PHONE_CALL SHOP_AUTOMATIC`),
	},
	OUTCOME_APP_PROMOTION: {
		goals: words(
			'APP_INSTALLS LINK_CLICKS OFFSITE_CONVERSIONS VALUE APP_INSTALLS_AND_OFFSITE_CONVERSIONS IN_APP_VALUE',
		),
		destinations: ['APP'],
	},
};

/** The goals of an objective; all of them for an objective that is not in the table (an old campaign, or none chosen yet). */
export function goalsFor(objective: string | undefined): readonly Choice[] {
	const objectiveEntry = entryOf(byObjective, objective)?.goals;
	return objectiveEntry ? goals.filter(({ value }) => objectiveEntry.includes(value)) : goals;
}

/** Destinations with goals of their own (same page); the others take any goal of the objective. */
const goalsByDestination: Readonly<Record<string, readonly string[]>> = {
	ON_POST: ['POST_ENGAGEMENT', 'REACH', 'IMPRESSIONS'],
	ON_PAGE: ['PAGE_LIKES', 'REACH', 'IMPRESSIONS'],
	ON_EVENT: ['EVENT_RESPONSES', 'POST_ENGAGEMENT', 'REACH', 'IMPRESSIONS'],
	ON_VIDEO: ['THRUPLAY', 'REACH', 'IMPRESSIONS'],
	ON_AD: ['LEAD_GENERATION', 'QUALITY_LEAD', 'LINK_CLICKS', 'THRUPLAY'],
	PHONE_CALL: ['QUALITY_CALL', 'LINK_CLICKS'],
	...Object.fromEntries(severalMessengers.map(({ value }) => [value, ['CONVERSATIONS']])),
};

export function destinationsFor(objective: string | undefined, goal: string | undefined): readonly Choice[] {
	const objectiveEntry = entryOf(byObjective, objective)?.destinations;
	const fits = (destination: string): boolean =>
		!goal || (entryOf(goalsByDestination, destination)?.includes(goal) ?? true);
	return destinations.filter(({ value }) => (objectiveEntry?.includes(value) ?? true) && fits(value));
}

export const nameOfGoal = (goal: string): string => goals.find(({ value }) => value === goal)?.name ?? goal;

/** Whether Meta's table rules the goal out. A goal or an objective this package does not know is left to Meta. */
export function isRuledOut(objective: string, goal: string): boolean {
	const objectiveEntry = entryOf(byObjective, objective);
	return (
		objectiveEntry !== undefined && goals.some(({ value }) => value === goal) && !objectiveEntry.goals.includes(goal)
	);
}

export const conversionGoals = ['OFFSITE_CONVERSIONS', 'VALUE'];

export const appGoals = ['APP_INSTALLS', 'APP_INSTALLS_AND_OFFSITE_CONVERSIONS', 'IN_APP_VALUE'];

/** Destinations that lead to a page, and so need one (same table). */
export const pageDestinations = [
	'INSTAGRAM_DIRECT',
	'LEAD_FROM_IG_DIRECT',
	'LEAD_FROM_MESSENGER',
	'MESSENGER',
	'ON_AD',
	'ON_PAGE',
	'PHONE_CALL',
	'WHATSAPP',
];

const pageGoals = ['AD_RECALL_LIFT', 'CONVERSATIONS', 'LEAD_GENERATION', 'PAGE_LIKES', 'QUALITY_CALL', 'QUALITY_LEAD'];

export type PromotedKind = 'app' | 'page' | 'conversion' | 'none';

/** What an ad set must name as promoted object (same table). */
export function promotedFor(objective: string, goal: string, destination: string): PromotedKind {
	if (objective === 'OUTCOME_APP_PROMOTION' || destination === 'APP' || appGoals.includes(goal)) return 'app';
	if (objective === 'OUTCOME_AWARENESS' || pageGoals.includes(goal) || pageDestinations.includes(destination))
		return 'page';
	return conversionGoals.includes(goal) ? 'conversion' : 'none';
}
