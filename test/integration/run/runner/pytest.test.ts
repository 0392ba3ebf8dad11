import { checkRunner } from './check-runner.ts';
import { styles } from './style.ts';

checkRunner(styles.pytest);
