/** Starts the window. */
import './styles/app.css';
import { open } from './window';

void open();
