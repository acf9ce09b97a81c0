import { ifItExistsOption } from '../../shared/adObject/ifItExists/option';
import { collection } from '../../shared/form/collections';
import { reworded } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, adSetLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { newStatusField } from '../adObjects/statusFields';
import {
	checkPoliciesOption,
	conversionDomainField,
	creativeField,
	endTimeField,
	labelsField,
	nameField,
	pixelField,
	startTimeField,
} from './fields';
import { assetGroupsField } from './flexible';
import { adKind } from './kind';

export const createForm = formOf(
	adAccountLocator,
	reworded(adSetLocator, {
		description: 'The ad set the ad goes into. The list shows the ad sets of the chosen ad account.',
	}),
	nameField,
	creativeField,
	newStatusField(
		'Runs as soon as Meta approves it, if its ad set and campaign are active',
		'Whether the ad may run once it is approved',
	),
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [
		conversionDomainField,
		endTimeField,
		labelsField,
		assetGroupsField,
		pixelField,
		startTimeField,
		otherParametersField(adKind.fields),
	]),
	optionsField(
		checkPoliciesOption,
		ifItExistsOption({
			one: 'an ad',
			where: 'the ad set',
			update: 'Change what differs, but not its status. Another creative sends it to review again.',
		}),
		validateOnlyOption,
	),
);

export type CreateParams = ParamsIn<typeof createForm>;
