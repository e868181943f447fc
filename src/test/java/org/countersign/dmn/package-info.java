/** What every decision table has to keep, and for each rule a table that breaks it. */
package org.countersign.dmn;
