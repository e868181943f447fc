/** The packaged server, started as an operator would start it. */
package org.countersign.server;
