export const MatrixHead = () => (
  <thead>
    <tr>
      <th scope="col">Field</th>
      <th scope="col">Owner</th>
      <th scope="col">If both change</th>
      <th scope="col">Looked after by</th>
    </tr>
  </thead>
);
