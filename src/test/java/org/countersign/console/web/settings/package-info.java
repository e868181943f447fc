/** Tests of the pages of settings. */
package org.countersign.console.web.settings;
