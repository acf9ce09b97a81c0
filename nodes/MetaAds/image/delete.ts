import { textCell } from '../../shared/reading/cells';
import { rewordField } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import { rowsIn, type GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import type { GraphChange, ChangePlan } from '../../shared/graph/writes/change';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { deleteFromLibrary, type Deletion } from '../library/libraryDeletion';
import { imageHashField } from './imageHash';
import { creativesOf, imageFields } from './imageRow';

interface ImageDeletion extends Deletion {
	readonly hash: string;
}

/** The image in the answer of a look for its hash, or nothing. */
const firstRow = (answer: GraphObject): GraphObject | undefined => rowsIn(answer)[0];

/** Another answer than a list shows nothing: it must not pass for a library without the image. */
const isList = ({ data }: GraphObject): boolean => Array.isArray(data);

const unreadable = new GraphFailure({
	kind: 'temporary',
	message: 'Meta’s list of images cannot be read',
	advice: 'Nothing was deleted for this item. Run the step again in a few minutes.',
});

const notThere = (account: string): InputProblem =>
	new InputProblem(
		['imageHash'],
		`is not an image of ${account}`,
		'It may be deleted already, or belong to another ad account. Image → Get Many lists what is there.',
	);

/** Meta deletes only what no creative uses (Marketing API, Ad Image reference): better said before, with the creatives' names. */
const inUse = (creatives: readonly string[]): InputProblem =>
	new InputProblem(
		['imageHash'],
		`is used by ${creatives.length === 1 ? 'the creative' : 'the creatives'} ${creatives.slice(0, 5).join(', ')}`,
		'Delete the creatives first, or keep the image.',
	);

/** An image has no address of its own that could be read: it is looked for by its hash. */
const toChange = ({ account, hash }: ImageDeletion): GraphChange => ({
	id: `${account} ${hash}`,
	read: {
		method: 'GET',
		path: `${account}/adimages`,
		params: { fields: fieldList(imageFields), hashes: [hash] },
		effect: 'read',
		account,
	},
	plan(current, atStart): ChangePlan | Error {
		if (!isList(current) || !isList(atStart)) return unreadable;
		const [image, first] = [firstRow(current), firstRow(atStart)];
		if (first === undefined) return notThere(account);
		const creatives = image === undefined ? [] : creativesOf(image);
		if (creatives.length > 0) return inUse(creatives);
		return {
			write:
				image === undefined
					? null
					: { method: 'DELETE', path: `${account}/adimages`, params: { hash }, effect: 'set', account },
			unproven: (after) => (isList(after) && firstRow(after) === undefined ? [] : ['Image']),
		};
	},
});

export const deleteImage = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an image',
	description: 'Delete an image that no creative uses from the media library',
	effect: 'write',
	form: formOf(
		adAccountLocator,
		imageHashField,
		// Meta has no check without effect for deletes: the image is only looked up then.
		optionsField(
			rewordField(validateOnlyOption, { description: 'Whether to only look the image up, without deleting it' }),
		),
	),
	perform: together(
		async (session, { adAccount, imageHash: hash, options }): Promise<ImageDeletion> => ({
			account: adAccount,
			hash,
			validateOnly: options.validateOnly || session.dryRun,
		}),
		deleteFromLibrary<ImageDeletion>({
			noun: 'image',
			toChange,
			columns: ({ hash }, before) => ({ imageHash: hash, name: textCell(firstRow(before)?.name) ?? '' }),
		}),
	),
});
