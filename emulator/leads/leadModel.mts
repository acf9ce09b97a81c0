import type { AssetOf } from '../assets/assetModel.mts';

export type LeadForm = AssetOf<'LeadgenForm'>;

/** What somebody has sent by a lead form. */
export interface Lead {
	kind: 'Lead';
	id: string;
	form: LeadForm;
	/** Milliseconds; Meta tells whole seconds. */
	createdAt: number;
	/** From when on lists and reads show it: they can lag behind. */
	visibleAt: number;
	/** From when on the form's counters count it. */
	countedAt: number;
	/** The ad it came by; without one it is organic. */
	adId?: string;
	answers: Array<{ name: string; values: string[] }>;
	consents: Array<{ checkbox_key: string; is_checked: '1' | '' }>;
	platform: 'fb' | 'ig';
	isTest: boolean;
	/** Sent by somebody with a role on the app: all that an app in development mode sees. */
	isByAppRole: boolean;
}

/** Of a page: what its business has decided about leads. */
export interface PageLeads {
	termsAccepted: boolean;
	/** Tasks that the token's user has on the page; none: it is not assigned. */
	tasks: string[];
	/** Leads Access Manager: nobody has customized it, this app is assigned, or it is not. */
	accessManager: 'open' | 'assigned' | 'revoked';
	/** What a missing pages_manage_ads gives: a refusal, or an empty list without an error (both are third-party hints). */
	withoutScope: 'refused' | 'silent';
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		Lead: Lead;
	}
}
