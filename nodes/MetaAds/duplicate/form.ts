import { z } from 'zod';

import { field, mayBeEmpty, renameField, shownWhen, type Field, type FieldText } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, decimal, toggle } from '../../shared/form/kinds';
import { optionsField } from '../../shared/node/commonFields';
import { adAccountLocator, picker } from '../../shared/node/pickers/locators';
import type { CopyKind } from './copied';

/** How long a copy goes on object by object, in minutes, where the form does not say. */
export const USUAL_WAIT = 5;

/** Not shown for ads, which hold nothing: so what its absence means is said where it is used. */
const waitOption = decimal({
	displayName: 'Wait Up To (Minutes)',
	name: 'waitUpTo',
	default: String(USUAL_WAIT),
	least: 0,
	most: 15,
	description: 'Longest time to copy more than three campaigns, ad sets or ads. Missing parts are listed after that.',
});

/** For what holds something; absent for what does not. */
const deepFields: ReadonlyArray<Field<'deepCopy' | 'deepRename', boolean | undefined>> = [
	toggle({
		displayName: 'Include Ad Sets and Ads',
		name: 'deepCopy',
		default: true,
		description: 'Whether to copy what is inside as well (ad sets, ads), up to 51 ads',
	}),
	shownWhen(
		{ deepCopy: [true] },
		toggle({
			displayName: 'Rename Those Too',
			name: 'deepRename',
			default: false,
			description: 'Whether everything that is copied gets the prefix and suffix, not only the first',
		}),
	),
];

const targetField = ({ label, parameter, search, noun }: NonNullable<CopyKind['target']>) =>
	renameField(
		'target',
		mayBeEmpty(
			picker({
				label,
				parameter,
				description: `The ${noun} to copy into, in the same ad account. If empty, the original’s.`,
				search,
				idExample: '120210000000000',
			}),
		),
	);

/** Part of a name, with the spaces that set it off from the rest. */
const namePart = <const Name extends string>(
	words: FieldText<Name> & { readonly default: string },
): Field<Name, string> => field({ ...words, type: 'string' }, z.string());

export const duplicateForm = ({ kind, target, children, changeable }: CopyKind) =>
	formOf(
		adAccountLocator,
		renameField('id', kind.locator),
		...(target ? [targetField(target)] : []),
		...(children.length > 0 ? deepFields : []),
		namePart({
			displayName: 'Name Prefix',
			name: 'namePrefix',
			default: '',
			placeholder: 'e.g. Spring – ',
			description: 'What the copy’s name begins with, before the name of the original',
		}),
		namePart({
			displayName: 'Name Suffix',
			name: 'nameSuffix',
			default: ' - Copy',
			description: 'What the copy’s name ends with',
		}),
		choice({
			displayName: 'Status',
			name: 'status',
			options: [
				{ name: 'Active', value: 'ACTIVE', description: 'Spends as soon as Meta approves it' },
				{ name: 'Paused', value: 'PAUSED', description: 'Spends nothing until you activate it' },
				{ name: 'Same as the Original', value: 'INHERITED_FROM_SOURCE' },
			],
			default: 'PAUSED',
			description: 'Whether the copy may run',
		}),
		...(changeable ? [changeable.field] : []),
		optionsField(...(children.length > 0 ? [waitOption] : [])),
	);

export type DuplicateParams = ParamsIn<ReturnType<typeof duplicateForm>>;
