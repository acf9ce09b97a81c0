import { money, note, text } from '../../shared/form/kinds';

export const conversionNameField = text({
	displayName: 'Name',
	name: 'name',
	placeholder: 'e.g. Thank-you page',
	description: 'The name in Ads Manager and reports. Avoid names about health or money troubles: Meta blocks those.',
});

export const descriptionField = note({
	displayName: 'Description',
	name: 'description',
	description: 'What it counts, for the people who read it later',
});

export const defaultValueField = money({
	displayName: 'Value of Each Conversion',
	name: 'defaultValue',
	placeholder: 'e.g. 20.50',
	description: 'What one is worth if the event has no value, in the account’s currency',
});
