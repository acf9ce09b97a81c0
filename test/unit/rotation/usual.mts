import { FROZEN } from '../../../bench/rotation/policies.mts';
import type { WhyOff } from '../../../nodes/meta/hours/whyOff.ts';
import type { RotatedAd, RotationSettings } from '../../../nodes/MetaAds/ad/rotate/policy/rotation.ts';

/** Ads and settings as most tests of the rotation have them. */

export const TODAY = '2026-06-30';
export const NOW = Date.parse('2026-06-30T12:00:00Z');
export const DAY = 86_400_000;

export const usualSettings: RotationSettings = { ...FROZEN, goal: { kind: 'cost', target: 20 } };

export const WAITING: WhyOff = { kind: 'waiting', at: 0, sentence: 'Nobody has activated it yet.' };

export const liveAd = (id: string, more: Partial<RotatedAd> = {}): RotatedAd => ({
	id,
	name: `Ad ${id}`,
	adSetId: 'set',
	state: 'live',
	approved: true,
	approval: 'Meta has approved it.',
	createdAt: NOW - 60 * DAY,
	queued: true,
	resting: false,
	off: more.state === 'standBy' ? WAITING : null,
	...more,
});
