type Props = { readonly details: Readonly<Record<string, string>> };

/** Codes and raw answers, closed until somebody asks. */
export function Technical({ details }: Props) {
  const entries = Object.entries(details);
  if (entries.length === 0) return null;
  return (
    <details className="technical">
      <summary>Details for whoever knows the ERP</summary>
      <dl>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
