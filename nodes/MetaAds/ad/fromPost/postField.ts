import type { z } from 'zod';

import type { Field } from '../../../shared/form/field';
import { checkValue, problem } from '../../../shared/form/words';
import { idText } from '../../../shared/node/pickers/ids';
import { picker } from '../../../shared/node/pickers/locators';

/** What the list of posts begins with: the one the step before has published. */
export const fromItem = { value: 'item', cachedResultName: 'From Input Item' } as const;

/** `<page>_<post>` or digits alone: Facebook names videos, and Instagram everything, by a number. */
const chosenPost: z.ZodType<string, z.ZodTypeDef, unknown> = idText.superRefine((id, context) => {
	if (id === '')
		problem(context, [], 'is empty', 'Choose From Input Item, a post from the list, or enter the ID of a post.');
	else if (id !== fromItem.value && !/^\d{5,30}(_\d{5,30})?$/.test(id)) {
		problem(
			context,
			[],
			'is not the ID of a post',
			'A Facebook post has the ID of its page, an underscore and a number; an Instagram post has a number alone.',
		);
	}
});

const postPicker = picker(
	{
		label: 'Post',
		parameter: 'post',
		description: 'From Input Item is the post that the node before has published. The list shows the newest posts.',
		search: 'searchPosts',
		idExample: '1234567890_9876543210',
	},
	chosenPost,
);

export const postField: Field<'post', string> = {
	...postPicker,
	property: { ...postPicker.property, default: { mode: 'list', ...fromItem } },
};

/** An ID out of an item, checked as one of the form. */
export const readPostId = (id: unknown): string => checkValue(chosenPost, id, ['post']);
