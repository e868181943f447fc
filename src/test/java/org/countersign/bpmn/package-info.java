/** What every process model has to keep, and for each rule a model that breaks it. */
package org.countersign.bpmn;
