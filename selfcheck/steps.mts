import { steps as metaAdsSteps } from '../nodes/MetaAds/selfCheck/checking.ts';
import { few, reads, withFirst, type CheckStep, type StepValues } from '../nodes/MetaAds/selfCheck/steps/step.ts';

/** A report that Meta answers at once: a report run would be a write to wait for. */
const report = (more: Record<string, unknown> = {}) => ({
	columns: 'all',
	options: { strategy: 'sync', limit: 5 },
	...more,
});

const ofPage = (more: StepValues = {}): CheckStep['values'] => withFirst('page', (page) => ({ page, ...more }));
const ofLeadForm = (more: StepValues = {}): CheckStep['values'] =>
	withFirst('page', (page, _, earlierRows) =>
		withFirst('lead form', (leadForm) => ({ page, leadForm, ...more }))(earlierRows),
	);

/**
 * Leads have a quota of their page's, and take nothing of the ad account's (Meta: guides/lead-ads/retrieving). Of a lead as of any
 * answer, the report tells names of Meta's fields and kinds of values alone.
 */
const leadSteps: readonly CheckStep[] = [
	reads('metaLeads.form.getMany', 0, ofPage(few), { learns: 'lead form' }),
	reads('metaLeads.form.get', 0, ofLeadForm()),
	reads('metaLeads.lead.getMany', 0, ofLeadForm({ ...few, period: 'all' })),
	reads('metaLeads.page.checkSubscription', 0, ofPage()),
];

const conversionSteps: readonly CheckStep[] = [
	reads('metaConversions.dataset.getMany', 1, () => few, { learns: 'dataset' }),
	reads(
		'metaConversions.dataset.getQuality',
		1,
		withFirst('dataset', (dataset) => ({ dataset })),
	),
	reads('metaConversions.customConversion.getMany', 1, () => few),
];

/** What the other nodes read. The trigger reads the activity log, ads and leads, which the nodes read as well. */
const otherSteps: readonly CheckStep[] = [
	reads('metaAudiences.audience.getMany', 1, () => few, { learns: 'audience' }),
	reads(
		'metaAudiences.audience.get',
		1,
		withFirst('audience', (audience) => ({ audience })),
	),
	reads('metaInsights.report.get', 2, () => report()),
	reads('metaInsights.report.get', 2, () => report({ fieldSets: ['conversions', 'ecommerce'] }), {
		what: 'conversions',
	}),
	reads('metaInsights.report.get', 2, () => report({ breakdowns: ['age', 'gender'] }), { what: 'by age and gender' }),
	{
		operation: 'metaBudgetGuard.step.adjustBudget',
		what: 'dry run',
		level: 'validateOnly',
		points: 12,
		values: withFirst('ad set', (adSet) => ({
			objectType: 'adSet',
			adSet,
			change: 'percent',
			percent: '10',
			ceiling: '1000000',
			dryRun: true,
		})),
	},
];

export const steps: readonly CheckStep[] = [...metaAdsSteps, ...otherSteps, ...leadSteps, ...conversionSteps];
