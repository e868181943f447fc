/** Tests of the pages of requisitions. */
package org.countersign.console.web.requisition;
