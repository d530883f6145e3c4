/** All the words but those of the first screen, which is shown without them; read with what speaks them (`later-views`). */
import { learn } from './catalogue';

learn(
  import.meta.glob<string>('/locales/*/{window,errors,settings,pick,library,databases,activity,updates,backup}.ftl', {
    import: 'default',
    eager: true,
  }),
);
