// On the page after sending: what was sent is not kept in the browser any longer.
import { clean, dropSent } from './copies.js';

clean();
dropSent();
