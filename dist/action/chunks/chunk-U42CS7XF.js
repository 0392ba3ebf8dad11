import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
function describeProof(proof){return proofs[proof]}var proofs={parsed:"it parses",typed:"it type-checks",rescored:"the model no longer objects",ran:"it ran"};export{describeProof};
