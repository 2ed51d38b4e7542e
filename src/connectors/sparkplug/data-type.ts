/** The data types of Sparkplug B, by the numbers that metrics declare. */

/** Every data type; its place in this list is its number on the wire. */
export const DATA_TYPES = [
  'Unknown',
  'Int8',
  'Int16',
  'Int32',
  'Int64',
  'UInt8',
  'UInt16',
  'UInt32',
  'UInt64',
  'Float',
  'Double',
  'Boolean',
  'String',
  'DateTime',
  'Text',
  'UUID',
  'DataSet',
  'Bytes',
  'File',
  'Template',
  'PropertySet',
  'PropertySetList',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Int64Array',
  'UInt8Array',
  'UInt16Array',
  'UInt32Array',
  'UInt64Array',
  'FloatArray',
  'DoubleArray',
  'BooleanArray',
  'StringArray',
  'DateTimeArray',
] as const

export type DataTypeName = (typeof DATA_TYPES)[number]

/** The name of a declared number; numbers that no edition knows are `Unknown`. */
export function dataTypeName(code: number): DataTypeName {
  return DATA_TYPES[code] ?? 'Unknown'
}

/** The number of a name. */
export function dataTypeCode(name: DataTypeName): number {
  return DATA_TYPES.indexOf(name)
}
