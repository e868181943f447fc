/** The rules of the house, and for each one a canary: something that breaks it on purpose. */
package org.countersign.architecture;
