import type { VirtualClock } from '../world/clock.mts';
import { LeadQuota } from './leadQuota.mts';
import type { Lead, PageLeads } from './leadModel.mts';

const DAY = 86_400_000;

/** Leads can be read for 90 days (Meta: Business Help Center 1526849577619206). */
const KEPT_DAYS = 90;

/** Where an app's notifications go, and how they are written. */
export interface Webhook {
	url: string;
	verifyToken: string;
	/** Meta's page prints the ids as bare numbers; how they really come is not known. */
	ids: 'bare' | 'quoted';
}

/** A notification on its way. */
export interface Notification {
	leads: Lead[];
	dueAt: number;
	firstAt: number;
	attempts: number;
}

const usual = (): PageLeads => ({
	termsAccepted: true,
	tasks: ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MANAGE'],
	accessManager: 'open',
	withoutScope: 'refused',
});

/** What the emulator knows of leads besides the objects: who may see them, who is told, and how many calls are left. */
export class LeadDesk {
	readonly quota: LeadQuota;
	/** Only leads of people with a role on the app are seen. */
	isInDevelopment = false;
	webhook: Webhook | undefined;
	notifications: Notification[] = [];
	private readonly pages = new Map<string, PageLeads>();
	private readonly byForm = new Map<string, Lead[]>();
	/** By page and app: the fields that the app is told of. */
	private readonly subscribed = new Map<string, Map<string, string[]>>();
	/** How often a page's tokens were made anew. */
	private readonly renewals = new Map<string, number>();

	constructor(private readonly clock: VirtualClock) {
		this.quota = new LeadQuota(clock);
	}

	clear(): void {
		this.quota.clear();
		this.isInDevelopment = false;
		this.webhook = undefined;
		this.notifications = [];
		for (const kept of [this.pages, this.byForm, this.subscribed, this.renewals]) kept.clear();
	}

	page(id: string): PageLeads {
		const known = this.pages.get(id) ?? usual();
		this.pages.set(id, known);
		return known;
	}

	keep(lead: Lead): void {
		const kept = this.byForm.get(lead.form.id);
		if (kept) kept.push(lead);
		else this.byForm.set(lead.form.id, [lead]);
	}

	forget(lead: Lead): void {
		this.byForm.set(
			lead.form.id,
			this.all(lead.form.id).filter(({ id }) => id !== lead.id),
		);
	}

	all(form: string): readonly Lead[] {
		return this.byForm.get(form) ?? [];
	}

	/** Whether Meta shows it now: it has come, is not too old, and the app may see it. */
	isShown({ visibleAt, createdAt, isByAppRole }: Lead): boolean {
		const now = this.clock.now();
		return visibleAt <= now && createdAt > now - KEPT_DAYS * DAY && (isByAppRole || !this.isInDevelopment);
	}

	shown(form: string): Lead[] {
		return this.all(form).filter((lead) => this.isShown(lead));
	}

	/** What a form's counters say; whether `leads_count` still counts expired leads is UNCONFIRMED 102: here it does not. */
	counts(form: string): { all: number; organic: number; expired: number } {
		const now = this.clock.now();
		const come = this.all(form).filter(({ countedAt }) => countedAt <= now);
		const kept = come.filter(({ createdAt }) => createdAt > now - KEPT_DAYS * DAY);
		return {
			all: kept.length,
			organic: kept.filter(({ adId }) => adId === undefined).length,
			expired: come.length - kept.length,
		};
	}

	/** Apps that are told of a page's changes, with the fields. */
	apps(page: string): Map<string, string[]> {
		const apps = this.subscribed.get(page) ?? new Map<string, string[]>();
		this.subscribed.set(page, apps);
		return apps;
	}

	/** A page's tokens end with the token they were made from (Meta: facebook-login/guides/access-tokens). */
	renewTokens(page: string): void {
		this.renewals.set(page, this.tokenNumber(page) + 1);
	}

	tokenNumber(page: string): number {
		return this.renewals.get(page) ?? 0;
	}
}
