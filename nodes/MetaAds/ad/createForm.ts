import { ifItExistsOption } from '../../shared/adObject/ifItExists/option';
import { collection } from '../../shared/form/collections';
import { rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, adSetLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { newStatusField } from '../adObjects/statusFields';
import {
	checkPoliciesOption,
	conversionDomainField,
	creativeField,
	adEndTimeField,
	labelsField,
	adNameField,
	adPixelField,
	adStartTimeField,
} from './fields';
import { assetGroupsField } from './flexible';
import { adKind } from './kind';

export const createAdForm = formOf(
	adAccountLocator,
	rewordField(adSetLocator, {
		description: 'The ad set the ad goes into. The list shows the ad sets of the chosen ad account.',
	}),
	adNameField,
	creativeField,
	newStatusField(
		'Runs as soon as Meta approves it, if its ad set and campaign are active',
		'Whether the ad may run once it is approved',
	),
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [
		conversionDomainField,
		adEndTimeField,
		labelsField,
		assetGroupsField,
		adPixelField,
		adStartTimeField,
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

export type CreateAdParams = ParamsIn<typeof createAdForm>;
