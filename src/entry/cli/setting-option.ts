import { Option } from 'commander';
import type { SettingFlag } from '../../config/flags.ts';

/** A flag of the settings table as commander takes it. */
export function settingOption({ flags, description, attribute, collect }: SettingFlag): Option {
  const option = new Option(flags, description);
  // commander keeps `--no-model` under the name of `--model`: the later of the two would win unseen.
  option.attributeName = () => attribute;
  if (collect) option.argParser(collect);
  return option;
}
