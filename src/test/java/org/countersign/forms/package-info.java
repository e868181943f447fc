/** What every form has to keep, and for each rule a form that breaks it. */
package org.countersign.forms;
