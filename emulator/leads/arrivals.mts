import { z } from 'zod';
import type { World } from '../world/world.mts';
import type { Lead } from './leadModel.mts';

/** A lead that comes by the emulator's clock: late, in the past, or in the same second as others, as a test wants it. */
export const arrivalSchema = z.object({
	form: z.string(),
	/** Seconds from now; before now it is a lead of the past. */
	createdIn: z.number().default(0),
	/** Seconds after it was made until lists and reads show it. */
	shownAfter: z.number().nonnegative().default(0),
	/** Seconds after it was made until the form's counters count it. */
	countedAfter: z.number().nonnegative().optional(),
	ad: z.string().optional(),
	answers: z.array(z.object({ name: z.string(), values: z.array(z.string()) })).default([]),
	consents: z.array(z.object({ checkbox_key: z.string(), is_checked: z.enum(['1', '']) })).default([]),
	platform: z.enum(['fb', 'ig']).default('fb'),
	isTest: z.boolean().default(false),
	isByAppRole: z.boolean().default(false),
});
export type Arrival = z.input<typeof arrivalSchema>;

/** Where apps are subscribed to a page's leads, they are told as soon as the lead is there. */
export const addLead = (world: World, arrival: Arrival): Lead => letArrive(world, arrivalSchema.parse(arrival));

export function letArrive(world: World, arrival: z.output<typeof arrivalSchema>): Lead {
	const { form, createdIn, shownAfter, countedAfter = shownAfter, ad, ...rest } = arrival;
	const createdAt = world.clock.now() + createdIn * 1000;
	const tracking = Object.entries((world.get('LeadgenForm', form).fields.tracking_parameters ?? {}) as object);
	const lead = world.add({
		kind: 'Lead',
		id: world.newId('Lead'),
		form: world.get('LeadgenForm', form),
		createdAt,
		visibleAt: createdAt + shownAfter * 1000,
		countedAt: createdAt + countedAfter * 1000,
		adId: ad,
		...rest,
		// “Tracking parameters" of the form come among the answers (Meta: guides/lead-ads/create).
		answers: [...rest.answers, ...tracking.map(([name, value]) => ({ name, values: [String(value)] }))],
	});
	world.leads.keep(lead);
	world.leads.notifications.push({ leads: [lead], dueAt: createdAt, firstAt: createdAt, attempts: 0 });
	return lead;
}
