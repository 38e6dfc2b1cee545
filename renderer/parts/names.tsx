/** Order, document and item names: "#1042", "S01042", "CDL-FIG-220", "INV/2026/01042". */
const name = /((?:#\w|[\p{L}\d]+[-/_]+(?=\S*\d))[^\s,;:!?)]*[^\s,;:!?.)])/u;

/** A sentence whose names never break over two lines. */
export const Names = ({ text }: { text: string }) =>
  text.split(name).map((part, index) =>
    index % 2 === 1 ? (
      // Parts keep their places: a sentence is drawn anew as a whole.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className="whole">
        {part}
      </span>
    ) : (
      part
    ),
  );
