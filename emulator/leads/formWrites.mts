import type { AssetOf } from '../assets/assetModel.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { graphTime } from '../graph/language/dates.mts';
import { GraphError, parameterError } from '../graph/language/graphError.mts';
import { isObject, readObject, readObjects, type JsonObject } from '../graph/language/jsonObjects.mts';
import { requirePage } from './leadAccess.mts';
import type { LeadForm } from './leadModel.mts';

/** What a form takes (spec object Page, `leadgen_forms`); `phone_otp_verification_type` since v27.0.0 (release notes of the SDK). */
const TAKEN = [
	'block_display_for_non_targeted_viewer',
	'context_card',
	'custom_disclaimer',
	'follow_up_action_url',
	'is_optimized_for_quality',
	'is_phone_sms_verify_enabled',
	'locale',
	'name',
	'privacy_policy',
	'question_page_custom_headline',
	'questions',
	'should_enforce_work_email',
	'thank_you_page',
	'tracking_parameters',
];

/** Questions that ask with the advertiser's words (Meta: guides/lead-ads/create). */
const WITH_LABEL = new Set(['CUSTOM', 'SLIDER', 'DATE_TIME', 'STORE_LOOKUP', 'STORE_LOOKUP_WITH_TYPEAHEAD']);

export function createForm({ world, token, params }: WriteCall, page: AssetOf<'Page'>): Record<string, unknown> {
	requirePage(world, token, page.id);
	if (!token.scopes.includes('pages_manage_ads'))
		throw new GraphError(200, '(#200) Requires pages_manage_ads permission to manage the object');
	if (!world.leads.page(page.id).termsAccepted) throw termsNotAccepted();
	params.required('name');
	params.required('questions');
	const name = (params.text('name') ?? '').trim();
	if (name === '') throw parameterError('Param name must be non-empty', 'name');
	const given = readObjects(params, 'questions') ?? [];
	if (given.length === 0) throw parameterError('Param questions must have at least one question', 'questions');
	checkPolicy(readObject(params, 'privacy_policy'));
	const thanks = readObject(params, 'thank_you_page');
	if (thanks !== undefined && (typeof thanks.title !== 'string' || typeof thanks.button_type !== 'string'))
		throw parameterError('Param thank_you_page must have title and button_type', 'thank_you_page');
	if (thanks?.button_type === 'CALL_BUSINESS' && typeof thanks.business_phone_number !== 'string')
		throw parameterError('Param thank_you_page must have business_phone_number', 'thank_you_page');
	checkCover(readObject(params, 'context_card'));
	if ((params.text('follow_up_action_url') ?? '') === '') throw withoutClosing();
	const id = world.newId('LeadgenForm');
	world.add({
		kind: 'LeadgenForm',
		id,
		usableIn: [],
		parentId: page.id,
		visible: true,
		fields: {
			name,
			status: 'ACTIVE',
			locale: (params.text('locale') ?? 'en_US').replace(/^[A-Z]{2}_/, (language) => language.toLowerCase()),
			created_time: graphTime(world.clock.now(), 'UTC'),
			questions: given.map(questionOf),
			...shownOf(params.raw, readObject(params, 'custom_disclaimer')),
		},
	});
	return { id };
}

/** Keys are made of the kind or the label where nobody gives one (Meta: guides/lead-ads/create, "Field type"). */
function questionOf(question: JsonObject, index: number): JsonObject {
	const { type, label, key, options } = question;
	if (typeof type !== 'string') throw parameterError(`Param questions[${index}] must have a type`, 'questions');
	if (WITH_LABEL.has(type) && typeof label !== 'string')
		throw parameterError(`Param questions[${index}] must have a label`, 'questions');
	const made = String(key ?? label ?? type)
		.toLowerCase()
		.replace(/\s+/g, '_');
	const choices = Array.isArray(options) ? options.filter(isObject) : undefined;
	return {
		...question,
		id: String(index + 1),
		key: made,
		label: label ?? type.toLowerCase().replaceAll('_', ' '),
		...(choices && { options: choices.map((choice) => ({ ...choice, key: choice.key ?? choice.value })) }),
	};
}

/** `cover_photo_id` is a “numeric string" (Meta: graph-api/reference/page/leadgen_forms). */
function checkCover(card: JsonObject | undefined): void {
	if (card?.cover_photo_id !== undefined && !/^\d+$/.test(String(card.cover_photo_id)))
		throw parameterError('Param context_card must have a numeric cover_photo_id', 'context_card');
}

/** At most 70 characters of link text (Meta: guides/lead-ads/create). */
function checkPolicy(policy: JsonObject | undefined): void {
	if (policy === undefined) return;
	if (typeof policy.url !== 'string' || !/^https?:\/\//.test(policy.url))
		throw parameterError('Param privacy_policy must have a valid url', 'privacy_policy');
	if (String(policy.link_text ?? '').length > 70)
		throw parameterError('Param privacy_policy must have a link_text of at most 70 characters', 'privacy_policy');
}

/** What a form shows of what it was made of, under the names it is read by (spec object LeadgenForm). */
function shownOf(raw: Readonly<Record<string, string>>, disclaimer: JsonObject | undefined): JsonObject {
	const asked = TAKEN.filter((name) => raw[name] !== undefined && !['name', 'questions', 'locale'].includes(name));
	const values = asked.map((name) => [name, readable(raw[name] ?? '')] as const);
	const policy = values.find(([name]) => name === 'privacy_policy')?.[1];
	return {
		...Object.fromEntries(values.filter(([name]) => name !== 'privacy_policy' && name !== 'custom_disclaimer')),
		...(isObject(policy) && { privacy_policy_url: policy.url }),
		legal_content: { privacy_policy: policy, ...(disclaimer && { custom_disclaimer: withKeys(disclaimer) }) },
	};
}

/** Boxes without a key get a number; they are required unless said otherwise (Meta: guides/lead-ads/create). */
function withKeys(disclaimer: JsonObject): JsonObject {
	const boxes = Array.isArray(disclaimer.checkboxes) ? disclaimer.checkboxes.filter(isObject) : [];
	return {
		...disclaimer,
		checkboxes: boxes.map((box, index) => ({
			is_required: true,
			is_checked_by_default: false,
			key: String(index),
			...box,
		})),
	};
}

function readable(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text; // A plain text is itself.
	}
}

/** The subcode and words are those of ad sets that optimize for leads (recorded); of a form they are UNCONFIRMED 108. */
const termsNotAccepted = (): GraphError =>
	new GraphError(100, 'Invalid parameter', {
		subcode: 1815089,
		transient: false,
		userTitle: 'Terms of Service Not Accepted',
		userMsg:
			'The Page has not accepted the lead generation terms. Accept them at https://www.facebook.com/ads/leadgen/tos.',
	});

/** As an application has recorded it (github.com/logly/mureo, issue 593). Meta's reference does not name the field as required. */
const withoutClosing = (): GraphError =>
	new GraphError(100, 'Invalid parameter', {
		subcode: 1892085,
		transient: false,
		userTitle: 'Missing Fields',
		userMsg: 'Missing field(s): FollowUpActionURL',
	});

/** Only the status of a published form changes (spec object LeadgenForm: `status`; Meta: guides/lead-ads/create). */
export function updateForm({ world, token, params }: WriteCall, form: LeadForm): Record<string, unknown> {
	requirePage(world, token, form.parentId ?? '');
	const others = Object.keys(params.raw).filter(
		(name) => !['status', 'access_token', 'appsecret_proof'].includes(name),
	);
	if (others.length > 0) throw parameterError(`Param ${others[0]} cannot be changed`, others[0]);
	const status = params.oneOf('status', ['ACTIVE', 'ARCHIVED', 'DELETED', 'DRAFT']);
	if (status === undefined || status === 'DELETED' || status === 'DRAFT')
		throw parameterError('Param status must be one of {ACTIVE, ARCHIVED}', 'status');
	form.fields.status = status;
	return { success: true };
}
