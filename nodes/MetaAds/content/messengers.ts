import { isEqual } from 'lodash';

import { InputProblem, isEmpty } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import { entriesOf, recordOf } from '../../shared/reading/json';
import { messengersNamed, severalMessengers, type Messenger } from '../adObjects/messengers';
import { ownStory } from './choices';
import type { CreativeParams } from './createForm';
import type { CallToAction } from './story';

/** A creative that opens the messenger Meta picks for each person (Marketing API, "Ads that Click to Multidestination"). */

const MESSENGER_FEED = 'DOF_MESSAGING_DESTINATION';

/** Button and address of each messenger (the same page). */
const buttons: Readonly<Record<Messenger, { readonly type: string; readonly link: string }>> = {
	MESSENGER: { type: 'MESSAGE_PAGE', link: 'https://fb.com/messenger_doc/' },
	WHATSAPP: { type: 'WHATSAPP_MESSAGE', link: 'https://api.whatsapp.com/send' },
	INSTAGRAM_DIRECT: { type: 'INSTAGRAM_MESSAGE', link: 'https://www.instagram.com' },
};

/**
 * The one button of the story. Meta's page shows it with Messenger alone; which it is without Messenger, and whether it
 * takes the link as other buttons do, is UNCONFIRMED 134.
 */
export function firstButton(type: string): (CallToAction & { readonly link: string }) | undefined {
	const [app] = messengersNamed(type)?.apps ?? [];
	return app && buttons[app];
}

/** All messengers; nothing for another button. */
export function messengersSent(type: string | undefined): GraphParams {
	const several = messengersNamed(type);
	if (several === undefined) return {};
	const actions = several.apps.map((app) => {
		const { type: button, link } = buttons[app];
		return { type: button, value: { app_destination: app, link } };
	});
	return { asset_feed_spec: { optimization_type: MESSENGER_FEED, call_to_actions: actions } };
}

/** Parts of a feed that Meta combines; with one of them it is a dynamic creative. */
const combined = ['images', 'videos', 'bodies', 'titles', 'descriptions', 'link_urls', 'asset_customization_rules'];

/** Whether a feed only names messengers, so that the story has all texts and pictures. */
export function isMessengerFeed(spec: unknown): boolean {
	const feed = recordOf(spec);
	return feed.optimization_type === MESSENGER_FEED && combined.every((part) => entriesOf(feed[part]).length === 0);
}

/** The messengers of a creative, as the form names them. */
export function messengersShown({ asset_feed_spec: spec }: GraphObject): string | null {
	if (!isMessengerFeed(spec)) return null;
	const apps = entriesOf(recordOf(spec).call_to_actions).map((one) => recordOf(recordOf(one).value).app_destination);
	return severalMessengers.find((one) => isEqual([...one.apps].sort(), apps.map(String).sort()))?.value ?? null;
}

const unused = (path: Array<string | number>): InputProblem =>
	new InputProblem(
		path,
		'has no use, because the ad opens a messenger',
		'Empty it, or choose a button that opens a page.',
	);

/** Why the form does not fit a creative for several messengers. */
export function messengersProblem(params: CreativeParams): InputProblem | null {
	const { format, callToAction, link, cards = [], additionalFields: more } = params;
	const several = messengersNamed(callToAction);
	if (several === undefined) return null;
	if (!ownStory.includes(format)) {
		const advice = 'Choose the format Single Image, Single Video or Carousel, or another button.';
		return new InputProblem(['callToAction'], 'cannot be several messengers in this format', advice);
	}
	if (link !== undefined) return unused(['link']);
	const linkedCard = cards.findIndex((card) => card.link !== undefined);
	if (linkedCard !== -1) return unused(['cards', 'rows', linkedCard, 'link']);
	if (more.leadForm !== undefined) return unused(['additionalFields', 'leadForm']);
	// Meta's page asks for it, though its own example does without: UNCONFIRMED 135.
	if (!several.apps.includes('INSTAGRAM_DIRECT') || more.instagramAccount !== undefined) return null;
	return isEmpty(['additionalFields', 'instagramAccount'], 'Choose the account that people write to.');
}
