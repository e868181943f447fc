/** What people see, in a real browser. Screenshots lie below {@code target/screenshots}. */
package org.countersign.browser;
