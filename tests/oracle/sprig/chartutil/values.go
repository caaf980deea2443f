// Package chartutil lends its name to a map type, so that %T prints what Helm's own `.Values` prints.
package chartutil

// Values is a named map, as Helm's context holds it.
type Values map[string]interface{}

// AsMap is a method, so that the type is no bare map.
func (v Values) AsMap() map[string]interface{} { return v }
