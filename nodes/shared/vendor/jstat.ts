/*!
 * Compiled by "gulp vendor"; do not edit.
 *
 * jstat 1.9.6 (MIT)
 *
 * Copyright (c) 2013 jStat
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in
 * all copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
 * THE SOFTWARE.
 */
/* eslint-disable */
// @ts-nocheck
var library = (() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __hasOwnProp = Object.prototype.hasOwnProperty;
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };
  var __copyProps = (to, from, except, desc) => {
    if (from && typeof from === "object" || typeof from === "function") {
      for (let key of __getOwnPropNames(from))
        if (!__hasOwnProp.call(to, key) && key !== except)
          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
    }
    return to;
  };
  var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

  // <stdin>
  var stdin_exports = {};
  __export(stdin_exports, {
    jStat: () => jStat
  });

  // node_modules/jstat/dist/jstat.js
  var jStat = (function(Math2, undefined2) {
    var concat = Array.prototype.concat;
    var slice = Array.prototype.slice;
    var toString = Object.prototype.toString;
    function calcRdx(n, m) {
      var val = n > m ? n : m;
      return Math2.pow(
        10,
        17 - ~~(Math2.log(val > 0 ? val : -val) * Math2.LOG10E)
      );
    }
    var isArray = Array.isArray || function isArray2(arg) {
      return toString.call(arg) === "[object Array]";
    };
    function isFunction(arg) {
      return toString.call(arg) === "[object Function]";
    }
    function isNumber(num) {
      return typeof num === "number" ? num - num === 0 : false;
    }
    function toVector(arr) {
      return concat.apply([], arr);
    }
    function jStat2() {
      return new jStat2._init(arguments);
    }
    jStat2.fn = jStat2.prototype;
    jStat2._init = function _init(args) {
      if (isArray(args[0])) {
        if (isArray(args[0][0])) {
          if (isFunction(args[1]))
            args[0] = jStat2.map(args[0], args[1]);
          for (var i = 0; i < args[0].length; i++)
            this[i] = args[0][i];
          this.length = args[0].length;
        } else {
          this[0] = isFunction(args[1]) ? jStat2.map(args[0], args[1]) : args[0];
          this.length = 1;
        }
      } else if (isNumber(args[0])) {
        this[0] = jStat2.seq.apply(null, args);
        this.length = 1;
      } else if (args[0] instanceof jStat2) {
        return jStat2(args[0].toArray());
      } else {
        this[0] = [];
        this.length = 1;
      }
      return this;
    };
    jStat2._init.prototype = jStat2.prototype;
    jStat2._init.constructor = jStat2;
    jStat2.utils = {
      calcRdx,
      isArray,
      isFunction,
      isNumber,
      toVector
    };
    jStat2._random_fn = Math2.random;
    jStat2.setRandom = function setRandom(fn) {
      if (typeof fn !== "function")
        throw new TypeError("fn is not a function");
      jStat2._random_fn = fn;
    };
    jStat2.extend = function extend(obj) {
      var i, j;
      if (arguments.length === 1) {
        for (j in obj)
          jStat2[j] = obj[j];
        return this;
      }
      for (i = 1; i < arguments.length; i++) {
        for (j in arguments[i])
          obj[j] = arguments[i][j];
      }
      return obj;
    };
    jStat2.rows = function rows(arr) {
      return arr.length || 1;
    };
    jStat2.cols = function cols(arr) {
      return arr[0].length || 1;
    };
    jStat2.dimensions = function dimensions(arr) {
      return {
        rows: jStat2.rows(arr),
        cols: jStat2.cols(arr)
      };
    };
    jStat2.row = function row(arr, index) {
      if (isArray(index)) {
        return index.map(function(i) {
          return jStat2.row(arr, i);
        });
      }
      return arr[index];
    };
    jStat2.rowa = function rowa(arr, i) {
      return jStat2.row(arr, i);
    };
    jStat2.col = function col(arr, index) {
      if (isArray(index)) {
        var submat = jStat2.arange(arr.length).map(function() {
          return new Array(index.length);
        });
        index.forEach(function(ind, i2) {
          jStat2.arange(arr.length).forEach(function(j) {
            submat[j][i2] = arr[j][ind];
          });
        });
        return submat;
      }
      var column = new Array(arr.length);
      for (var i = 0; i < arr.length; i++)
        column[i] = [arr[i][index]];
      return column;
    };
    jStat2.cola = function cola(arr, i) {
      return jStat2.col(arr, i).map(function(a) {
        return a[0];
      });
    };
    jStat2.diag = function diag(arr) {
      var nrow = jStat2.rows(arr);
      var res = new Array(nrow);
      for (var row = 0; row < nrow; row++)
        res[row] = [arr[row][row]];
      return res;
    };
    jStat2.antidiag = function antidiag(arr) {
      var nrow = jStat2.rows(arr) - 1;
      var res = new Array(nrow);
      for (var i = 0; nrow >= 0; nrow--, i++)
        res[i] = [arr[i][nrow]];
      return res;
    };
    jStat2.transpose = function transpose(arr) {
      var obj = [];
      var objArr, rows, cols, j, i;
      if (!isArray(arr[0]))
        arr = [arr];
      rows = arr.length;
      cols = arr[0].length;
      for (i = 0; i < cols; i++) {
        objArr = new Array(rows);
        for (j = 0; j < rows; j++)
          objArr[j] = arr[j][i];
        obj.push(objArr);
      }
      return obj.length === 1 ? obj[0] : obj;
    };
    jStat2.map = function map(arr, func, toAlter) {
      var row, nrow, ncol, res, col;
      if (!isArray(arr[0]))
        arr = [arr];
      nrow = arr.length;
      ncol = arr[0].length;
      res = toAlter ? arr : new Array(nrow);
      for (row = 0; row < nrow; row++) {
        if (!res[row])
          res[row] = new Array(ncol);
        for (col = 0; col < ncol; col++)
          res[row][col] = func(arr[row][col], row, col);
      }
      return res.length === 1 ? res[0] : res;
    };
    jStat2.cumreduce = function cumreduce(arr, func, toAlter) {
      var row, nrow, ncol, res, col;
      if (!isArray(arr[0]))
        arr = [arr];
      nrow = arr.length;
      ncol = arr[0].length;
      res = toAlter ? arr : new Array(nrow);
      for (row = 0; row < nrow; row++) {
        if (!res[row])
          res[row] = new Array(ncol);
        if (ncol > 0)
          res[row][0] = arr[row][0];
        for (col = 1; col < ncol; col++)
          res[row][col] = func(res[row][col - 1], arr[row][col]);
      }
      return res.length === 1 ? res[0] : res;
    };
    jStat2.alter = function alter(arr, func) {
      return jStat2.map(arr, func, true);
    };
    jStat2.create = function create(rows, cols, func) {
      var res = new Array(rows);
      var i, j;
      if (isFunction(cols)) {
        func = cols;
        cols = rows;
      }
      for (i = 0; i < rows; i++) {
        res[i] = new Array(cols);
        for (j = 0; j < cols; j++)
          res[i][j] = func(i, j);
      }
      return res;
    };
    function retZero() {
      return 0;
    }
    jStat2.zeros = function zeros(rows, cols) {
      if (!isNumber(cols))
        cols = rows;
      return jStat2.create(rows, cols, retZero);
    };
    function retOne() {
      return 1;
    }
    jStat2.ones = function ones(rows, cols) {
      if (!isNumber(cols))
        cols = rows;
      return jStat2.create(rows, cols, retOne);
    };
    jStat2.rand = function rand(rows, cols) {
      if (!isNumber(cols))
        cols = rows;
      return jStat2.create(rows, cols, jStat2._random_fn);
    };
    function retIdent(i, j) {
      return i === j ? 1 : 0;
    }
    jStat2.identity = function identity(rows, cols) {
      if (!isNumber(cols))
        cols = rows;
      return jStat2.create(rows, cols, retIdent);
    };
    jStat2.symmetric = function symmetric(arr) {
      var size = arr.length;
      var row, col;
      if (arr.length !== arr[0].length)
        return false;
      for (row = 0; row < size; row++) {
        for (col = 0; col < size; col++)
          if (arr[col][row] !== arr[row][col])
            return false;
      }
      return true;
    };
    jStat2.clear = function clear(arr) {
      return jStat2.alter(arr, retZero);
    };
    jStat2.seq = function seq(min, max, length, func) {
      if (!isFunction(func))
        func = false;
      var arr = [];
      var hival = calcRdx(min, max);
      var step = (max * hival - min * hival) / ((length - 1) * hival);
      var current = min;
      var cnt;
      for (cnt = 0; current <= max && cnt < length; cnt++, current = (min * hival + step * hival * cnt) / hival) {
        arr.push(func ? func(current, cnt) : current);
      }
      return arr;
    };
    jStat2.arange = function arange(start, end, step) {
      var rl = [];
      var i;
      step = step || 1;
      if (end === undefined2) {
        end = start;
        start = 0;
      }
      if (start === end || step === 0) {
        return [];
      }
      if (start < end && step < 0) {
        return [];
      }
      if (start > end && step > 0) {
        return [];
      }
      if (step > 0) {
        for (i = start; i < end; i += step) {
          rl.push(i);
        }
      } else {
        for (i = start; i > end; i += step) {
          rl.push(i);
        }
      }
      return rl;
    };
    jStat2.slice = /* @__PURE__ */ (function() {
      function _slice(list, start, end, step) {
        var i;
        var rl = [];
        var length = list.length;
        if (start === undefined2 && end === undefined2 && step === undefined2) {
          return jStat2.copy(list);
        }
        start = start || 0;
        end = end || list.length;
        start = start >= 0 ? start : length + start;
        end = end >= 0 ? end : length + end;
        step = step || 1;
        if (start === end || step === 0) {
          return [];
        }
        if (start < end && step < 0) {
          return [];
        }
        if (start > end && step > 0) {
          return [];
        }
        if (step > 0) {
          for (i = start; i < end; i += step) {
            rl.push(list[i]);
          }
        } else {
          for (i = start; i > end; i += step) {
            rl.push(list[i]);
          }
        }
        return rl;
      }
      function slice2(list, rcSlice) {
        var colSlice, rowSlice;
        rcSlice = rcSlice || {};
        if (isNumber(rcSlice.row)) {
          if (isNumber(rcSlice.col))
            return list[rcSlice.row][rcSlice.col];
          var row = jStat2.rowa(list, rcSlice.row);
          colSlice = rcSlice.col || {};
          return _slice(row, colSlice.start, colSlice.end, colSlice.step);
        }
        if (isNumber(rcSlice.col)) {
          var col = jStat2.cola(list, rcSlice.col);
          rowSlice = rcSlice.row || {};
          return _slice(col, rowSlice.start, rowSlice.end, rowSlice.step);
        }
        rowSlice = rcSlice.row || {};
        colSlice = rcSlice.col || {};
        var rows = _slice(list, rowSlice.start, rowSlice.end, rowSlice.step);
        return rows.map(function(row2) {
          return _slice(row2, colSlice.start, colSlice.end, colSlice.step);
        });
      }
      return slice2;
    })();
    jStat2.sliceAssign = function sliceAssign(A, rcSlice, B) {
      var nl, ml;
      if (isNumber(rcSlice.row)) {
        if (isNumber(rcSlice.col))
          return A[rcSlice.row][rcSlice.col] = B;
        rcSlice.col = rcSlice.col || {};
        rcSlice.col.start = rcSlice.col.start || 0;
        rcSlice.col.end = rcSlice.col.end || A[0].length;
        rcSlice.col.step = rcSlice.col.step || 1;
        nl = jStat2.arange(
          rcSlice.col.start,
          Math2.min(A.length, rcSlice.col.end),
          rcSlice.col.step
        );
        var m = rcSlice.row;
        nl.forEach(function(n2, i) {
          A[m][n2] = B[i];
        });
        return A;
      }
      if (isNumber(rcSlice.col)) {
        rcSlice.row = rcSlice.row || {};
        rcSlice.row.start = rcSlice.row.start || 0;
        rcSlice.row.end = rcSlice.row.end || A.length;
        rcSlice.row.step = rcSlice.row.step || 1;
        ml = jStat2.arange(
          rcSlice.row.start,
          Math2.min(A[0].length, rcSlice.row.end),
          rcSlice.row.step
        );
        var n = rcSlice.col;
        ml.forEach(function(m2, j) {
          A[m2][n] = B[j];
        });
        return A;
      }
      if (B[0].length === undefined2) {
        B = [B];
      }
      rcSlice.row.start = rcSlice.row.start || 0;
      rcSlice.row.end = rcSlice.row.end || A.length;
      rcSlice.row.step = rcSlice.row.step || 1;
      rcSlice.col.start = rcSlice.col.start || 0;
      rcSlice.col.end = rcSlice.col.end || A[0].length;
      rcSlice.col.step = rcSlice.col.step || 1;
      ml = jStat2.arange(
        rcSlice.row.start,
        Math2.min(A.length, rcSlice.row.end),
        rcSlice.row.step
      );
      nl = jStat2.arange(
        rcSlice.col.start,
        Math2.min(A[0].length, rcSlice.col.end),
        rcSlice.col.step
      );
      ml.forEach(function(m2, i) {
        nl.forEach(function(n2, j) {
          A[m2][n2] = B[i][j];
        });
      });
      return A;
    };
    jStat2.diagonal = function diagonal(diagArray) {
      var mat = jStat2.zeros(diagArray.length, diagArray.length);
      diagArray.forEach(function(t, i) {
        mat[i][i] = t;
      });
      return mat;
    };
    jStat2.copy = function copy(A) {
      return A.map(function(row) {
        if (isNumber(row))
          return row;
        return row.map(function(t) {
          return t;
        });
      });
    };
    var jProto = jStat2.prototype;
    jProto.length = 0;
    jProto.push = Array.prototype.push;
    jProto.sort = Array.prototype.sort;
    jProto.splice = Array.prototype.splice;
    jProto.slice = Array.prototype.slice;
    jProto.toArray = function toArray() {
      return this.length > 1 ? slice.call(this) : slice.call(this)[0];
    };
    jProto.map = function map(func, toAlter) {
      return jStat2(jStat2.map(this, func, toAlter));
    };
    jProto.cumreduce = function cumreduce(func, toAlter) {
      return jStat2(jStat2.cumreduce(this, func, toAlter));
    };
    jProto.alter = function alter(func) {
      jStat2.alter(this, func);
      return this;
    };
    (function(funcs) {
      for (var i = 0; i < funcs.length; i++) (function(passfunc) {
        jProto[passfunc] = function(func) {
          var self = this, results;
          if (func) {
            (void 0)(function() {
              func.call(self, jProto[passfunc].call(self));
            });
            return this;
          }
          results = jStat2[passfunc](this);
          return isArray(results) ? jStat2(results) : results;
        };
      })(funcs[i]);
    })("transpose clear symmetric rows cols dimensions diag antidiag".split(" "));
    (function(funcs) {
      for (var i = 0; i < funcs.length; i++) (function(passfunc) {
        jProto[passfunc] = function(index, func) {
          var self = this;
          if (func) {
            (void 0)(function() {
              func.call(self, jProto[passfunc].call(self, index));
            });
            return this;
          }
          return jStat2(jStat2[passfunc](this, index));
        };
      })(funcs[i]);
    })("row col".split(" "));
    (function(funcs) {
      for (var i = 0; i < funcs.length; i++) (function(passfunc) {
        jProto[passfunc] = function() {
          return jStat2(jStat2[passfunc].apply(null, arguments));
        };
      })(funcs[i]);
    })("create zeros ones rand identity".split(" "));
    return jStat2;
  })(Math);
  (function(jStat2, Math2) {
    jStat2.gammaln = function gammaln(x) {
      var j = 0;
      var cof = [
        76.18009172947146,
        -86.50532032941678,
        24.01409824083091,
        -1.231739572450155,
        0.001208650973866179,
        -5395239384953e-18
      ];
      var ser = 1.000000000190015;
      var xx, y, tmp;
      tmp = (y = xx = x) + 5.5;
      tmp -= (xx + 0.5) * Math2.log(tmp);
      for (; j < 6; j++)
        ser += cof[j] / ++y;
      return Math2.log(2.5066282746310007 * ser / xx) - tmp;
    };
    jStat2.loggam = function loggam(x) {
      var x0, x2, xp, gl, gl0;
      var k, n;
      var a = [
        0.08333333333333333,
        -0.002777777777777778,
        7936507936507937e-19,
        -5952380952380952e-19,
        8417508417508418e-19,
        -0.001917526917526918,
        0.00641025641025641,
        -0.02955065359477124,
        0.1796443723688307,
        -1.3924322169059
      ];
      x0 = x;
      n = 0;
      if (x == 1 || x == 2) {
        return 0;
      }
      if (x <= 7) {
        n = Math2.floor(7 - x);
        x0 = x + n;
      }
      x2 = 1 / (x0 * x0);
      xp = 2 * Math2.PI;
      gl0 = a[9];
      for (k = 8; k >= 0; k--) {
        gl0 *= x2;
        gl0 += a[k];
      }
      gl = gl0 / x0 + 0.5 * Math2.log(xp) + (x0 - 0.5) * Math2.log(x0) - x0;
      if (x <= 7) {
        for (k = 1; k <= n; k++) {
          gl -= Math2.log(x0 - 1);
          x0 -= 1;
        }
      }
      return gl;
    };
    jStat2.gammafn = function gammafn(x) {
      var p = [
        -1.716185138865495,
        24.76565080557592,
        -379.80425647094563,
        629.3311553128184,
        866.9662027904133,
        -31451.272968848367,
        -36144.413418691176,
        66456.14382024054
      ];
      var q = [
        -30.8402300119739,
        315.35062697960416,
        -1015.1563674902192,
        -3107.771671572311,
        22538.11842098015,
        4755.846277527881,
        -134659.9598649693,
        -115132.2596755535
      ];
      var fact = false;
      var n = 0;
      var xden = 0;
      var xnum = 0;
      var y = x;
      var i, z, yi, res;
      if (x > 171.6243769536076) {
        return Infinity;
      }
      if (y <= 0) {
        res = y % 1 + 36e-17;
        if (res) {
          fact = (!(y & 1) ? 1 : -1) * Math2.PI / Math2.sin(Math2.PI * res);
          y = 1 - y;
        } else {
          return Infinity;
        }
      }
      yi = y;
      if (y < 1) {
        z = y++;
      } else {
        z = (y -= n = (y | 0) - 1) - 1;
      }
      for (i = 0; i < 8; ++i) {
        xnum = (xnum + p[i]) * z;
        xden = xden * z + q[i];
      }
      res = xnum / xden + 1;
      if (yi < y) {
        res /= yi;
      } else if (yi > y) {
        for (i = 0; i < n; ++i) {
          res *= y;
          y++;
        }
      }
      if (fact) {
        res = fact / res;
      }
      return res;
    };
    jStat2.gammap = function gammap(a, x) {
      return jStat2.lowRegGamma(a, x) * jStat2.gammafn(a);
    };
    jStat2.lowRegGamma = function lowRegGamma(a, x) {
      var aln = jStat2.gammaln(a);
      var ap = a;
      var sum = 1 / a;
      var del = sum;
      var b = x + 1 - a;
      var c = 1 / 1e-30;
      var d = 1 / b;
      var h = d;
      var i = 1;
      var ITMAX = -~(Math2.log(a >= 1 ? a : 1 / a) * 8.5 + a * 0.4 + 17);
      var an;
      if (x < 0 || a <= 0) {
        return NaN;
      } else if (x < a + 1) {
        for (; i <= ITMAX; i++) {
          sum += del *= x / ++ap;
        }
        return sum * Math2.exp(-x + a * Math2.log(x) - aln);
      }
      for (; i <= ITMAX; i++) {
        an = -i * (i - a);
        b += 2;
        d = an * d + b;
        c = b + an / c;
        d = 1 / d;
        h *= d * c;
      }
      return 1 - h * Math2.exp(-x + a * Math2.log(x) - aln);
    };
    jStat2.factorialln = function factorialln(n) {
      return n < 0 ? NaN : jStat2.gammaln(n + 1);
    };
    jStat2.factorial = function factorial(n) {
      return n < 0 ? NaN : jStat2.gammafn(n + 1);
    };
    jStat2.combination = function combination(n, m) {
      return n > 170 || m > 170 ? Math2.exp(jStat2.combinationln(n, m)) : jStat2.factorial(n) / jStat2.factorial(m) / jStat2.factorial(n - m);
    };
    jStat2.combinationln = function combinationln(n, m) {
      return jStat2.factorialln(n) - jStat2.factorialln(m) - jStat2.factorialln(n - m);
    };
    jStat2.permutation = function permutation(n, m) {
      return jStat2.factorial(n) / jStat2.factorial(n - m);
    };
    jStat2.betafn = function betafn(x, y) {
      if (x <= 0 || y <= 0)
        return void 0;
      return x + y > 170 ? Math2.exp(jStat2.betaln(x, y)) : jStat2.gammafn(x) * jStat2.gammafn(y) / jStat2.gammafn(x + y);
    };
    jStat2.betaln = function betaln(x, y) {
      return jStat2.gammaln(x) + jStat2.gammaln(y) - jStat2.gammaln(x + y);
    };
    jStat2.betacf = function betacf(x, a, b) {
      var fpmin = 1e-30;
      var m = 1;
      var qab = a + b;
      var qap = a + 1;
      var qam = a - 1;
      var c = 1;
      var d = 1 - qab * x / qap;
      var m2, aa, del, h;
      if (Math2.abs(d) < fpmin)
        d = fpmin;
      d = 1 / d;
      h = d;
      for (; m <= 100; m++) {
        m2 = 2 * m;
        aa = m * (b - m) * x / ((qam + m2) * (a + m2));
        d = 1 + aa * d;
        if (Math2.abs(d) < fpmin)
          d = fpmin;
        c = 1 + aa / c;
        if (Math2.abs(c) < fpmin)
          c = fpmin;
        d = 1 / d;
        h *= d * c;
        aa = -(a + m) * (qab + m) * x / ((a + m2) * (qap + m2));
        d = 1 + aa * d;
        if (Math2.abs(d) < fpmin)
          d = fpmin;
        c = 1 + aa / c;
        if (Math2.abs(c) < fpmin)
          c = fpmin;
        d = 1 / d;
        del = d * c;
        h *= del;
        if (Math2.abs(del - 1) < 3e-7)
          break;
      }
      return h;
    };
    jStat2.gammapinv = function gammapinv(p, a) {
      var j = 0;
      var a1 = a - 1;
      var EPS = 1e-8;
      var gln = jStat2.gammaln(a);
      var x, err, t, u, pp, lna1, afac;
      if (p >= 1)
        return Math2.max(100, a + 100 * Math2.sqrt(a));
      if (p <= 0)
        return 0;
      if (a > 1) {
        lna1 = Math2.log(a1);
        afac = Math2.exp(a1 * (lna1 - 1) - gln);
        pp = p < 0.5 ? p : 1 - p;
        t = Math2.sqrt(-2 * Math2.log(pp));
        x = (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t;
        if (p < 0.5)
          x = -x;
        x = Math2.max(
          1e-3,
          a * Math2.pow(1 - 1 / (9 * a) - x / (3 * Math2.sqrt(a)), 3)
        );
      } else {
        t = 1 - a * (0.253 + a * 0.12);
        if (p < t)
          x = Math2.pow(p / t, 1 / a);
        else
          x = 1 - Math2.log(1 - (p - t) / (1 - t));
      }
      for (; j < 12; j++) {
        if (x <= 0)
          return 0;
        err = jStat2.lowRegGamma(a, x) - p;
        if (a > 1)
          t = afac * Math2.exp(-(x - a1) + a1 * (Math2.log(x) - lna1));
        else
          t = Math2.exp(-x + a1 * Math2.log(x) - gln);
        u = err / t;
        x -= t = u / (1 - 0.5 * Math2.min(1, u * ((a - 1) / x - 1)));
        if (x <= 0)
          x = 0.5 * (x + t);
        if (Math2.abs(t) < EPS * x)
          break;
      }
      return x;
    };
    jStat2.erf = function erf(x) {
      var cof = [
        -1.3026537197817094,
        0.6419697923564902,
        0.019476473204185836,
        -0.00956151478680863,
        -946595344482036e-18,
        366839497852761e-18,
        42523324806907e-18,
        -20278578112534e-18,
        -1624290004647e-18,
        130365583558e-17,
        15626441722e-18,
        -85238095915e-18,
        6529054439e-18,
        5059343495e-18,
        -991364156e-18,
        -227365122e-18,
        96467911e-18,
        2394038e-18,
        -6886027e-18,
        894487e-18,
        313092e-18,
        -112708e-18,
        381e-18,
        7106e-18,
        -1523e-18,
        -94e-18,
        121e-18,
        -28e-18
      ];
      var j = cof.length - 1;
      var isneg = false;
      var d = 0;
      var dd = 0;
      var t, ty, tmp, res;
      if (x < 0) {
        x = -x;
        isneg = true;
      }
      t = 2 / (2 + x);
      ty = 4 * t - 2;
      for (; j > 0; j--) {
        tmp = d;
        d = ty * d - dd + cof[j];
        dd = tmp;
      }
      res = t * Math2.exp(-x * x + 0.5 * (cof[0] + ty * d) - dd);
      return isneg ? res - 1 : 1 - res;
    };
    jStat2.erfc = function erfc(x) {
      return 1 - jStat2.erf(x);
    };
    jStat2.erfcinv = function erfcinv(p) {
      var j = 0;
      var x, err, t, pp;
      if (p >= 2)
        return -100;
      if (p <= 0)
        return 100;
      pp = p < 1 ? p : 2 - p;
      t = Math2.sqrt(-2 * Math2.log(pp / 2));
      x = -0.70711 * ((2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t);
      for (; j < 2; j++) {
        err = jStat2.erfc(x) - pp;
        x += err / (1.1283791670955126 * Math2.exp(-x * x) - x * err);
      }
      return p < 1 ? x : -x;
    };
    jStat2.ibetainv = function ibetainv(p, a, b) {
      var EPS = 1e-8;
      var a1 = a - 1;
      var b1 = b - 1;
      var j = 0;
      var lna, lnb, pp, t, u, err, x, al, h, w, afac;
      if (p <= 0)
        return 0;
      if (p >= 1)
        return 1;
      if (a >= 1 && b >= 1) {
        pp = p < 0.5 ? p : 1 - p;
        t = Math2.sqrt(-2 * Math2.log(pp));
        x = (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t;
        if (p < 0.5)
          x = -x;
        al = (x * x - 3) / 6;
        h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1));
        w = x * Math2.sqrt(al + h) / h - (1 / (2 * b - 1) - 1 / (2 * a - 1)) * (al + 5 / 6 - 2 / (3 * h));
        x = a / (a + b * Math2.exp(2 * w));
      } else {
        lna = Math2.log(a / (a + b));
        lnb = Math2.log(b / (a + b));
        t = Math2.exp(a * lna) / a;
        u = Math2.exp(b * lnb) / b;
        w = t + u;
        if (p < t / w)
          x = Math2.pow(a * w * p, 1 / a);
        else
          x = 1 - Math2.pow(b * w * (1 - p), 1 / b);
      }
      afac = -jStat2.gammaln(a) - jStat2.gammaln(b) + jStat2.gammaln(a + b);
      for (; j < 10; j++) {
        if (x === 0 || x === 1)
          return x;
        err = jStat2.ibeta(x, a, b) - p;
        t = Math2.exp(a1 * Math2.log(x) + b1 * Math2.log(1 - x) + afac);
        u = err / t;
        x -= t = u / (1 - 0.5 * Math2.min(1, u * (a1 / x - b1 / (1 - x))));
        if (x <= 0)
          x = 0.5 * (x + t);
        if (x >= 1)
          x = 0.5 * (x + t + 1);
        if (Math2.abs(t) < EPS * x && j > 0)
          break;
      }
      return x;
    };
    jStat2.ibeta = function ibeta(x, a, b) {
      var bt = x === 0 || x === 1 ? 0 : Math2.exp(jStat2.gammaln(a + b) - jStat2.gammaln(a) - jStat2.gammaln(b) + a * Math2.log(x) + b * Math2.log(1 - x));
      if (x < 0 || x > 1)
        return false;
      if (x < (a + 1) / (a + b + 2))
        return bt * jStat2.betacf(x, a, b) / a;
      return 1 - bt * jStat2.betacf(1 - x, b, a) / b;
    };
    jStat2.randn = function randn(n, m) {
      var u, v, x, y, q;
      if (!m)
        m = n;
      if (n)
        return jStat2.create(n, m, function() {
          return jStat2.randn();
        });
      do {
        u = jStat2._random_fn();
        v = 1.7156 * (jStat2._random_fn() - 0.5);
        x = u - 0.449871;
        y = Math2.abs(v) + 0.386595;
        q = x * x + y * (0.196 * y - 0.25472 * x);
      } while (q > 0.27597 && (q > 0.27846 || v * v > -4 * Math2.log(u) * u * u));
      return v / u;
    };
    jStat2.randg = function randg(shape, n, m) {
      var oalph = shape;
      var a1, a2, u, v, x, mat;
      if (!m)
        m = n;
      if (!shape)
        shape = 1;
      if (n) {
        mat = jStat2.zeros(n, m);
        mat.alter(function() {
          return jStat2.randg(shape);
        });
        return mat;
      }
      if (shape < 1)
        shape += 1;
      a1 = shape - 1 / 3;
      a2 = 1 / Math2.sqrt(9 * a1);
      do {
        do {
          x = jStat2.randn();
          v = 1 + a2 * x;
        } while (v <= 0);
        v = v * v * v;
        u = jStat2._random_fn();
      } while (u > 1 - 0.331 * Math2.pow(x, 4) && Math2.log(u) > 0.5 * x * x + a1 * (1 - v + Math2.log(v)));
      if (shape == oalph)
        return a1 * v;
      do {
        u = jStat2._random_fn();
      } while (u === 0);
      return Math2.pow(u, 1 / oalph) * a1 * v;
    };
    (function(funcs) {
      for (var i = 0; i < funcs.length; i++) (function(passfunc) {
        jStat2.fn[passfunc] = function() {
          return jStat2(
            jStat2.map(this, function(value) {
              return jStat2[passfunc](value);
            })
          );
        };
      })(funcs[i]);
    })("gammaln gammafn factorial factorialln".split(" "));
    (function(funcs) {
      for (var i = 0; i < funcs.length; i++) (function(passfunc) {
        jStat2.fn[passfunc] = function() {
          return jStat2(jStat2[passfunc].apply(null, arguments));
        };
      })(funcs[i]);
    })("randn".split(" "));
  })(jStat, Math);
  (function(jStat2, Math2) {
    (function(list) {
      for (var i = 0; i < list.length; i++) (function(func) {
        jStat2[func] = function f(a, b, c) {
          if (!(this instanceof f))
            return new f(a, b, c);
          this._a = a;
          this._b = b;
          this._c = c;
          return this;
        };
        jStat2.fn[func] = function(a, b, c) {
          var newthis = jStat2[func](a, b, c);
          newthis.data = this;
          return newthis;
        };
        jStat2[func].prototype.sample = function(arr) {
          var a = this._a;
          var b = this._b;
          var c = this._c;
          if (arr)
            return jStat2.alter(arr, function() {
              return jStat2[func].sample(a, b, c);
            });
          else
            return jStat2[func].sample(a, b, c);
        };
        (function(vals) {
          for (var i2 = 0; i2 < vals.length; i2++) (function(fnfunc) {
            jStat2[func].prototype[fnfunc] = function(x) {
              var a = this._a;
              var b = this._b;
              var c = this._c;
              if (!x && x !== 0)
                x = this.data;
              if (typeof x !== "number") {
                return jStat2.fn.map.call(x, function(x2) {
                  return jStat2[func][fnfunc](x2, a, b, c);
                });
              }
              return jStat2[func][fnfunc](x, a, b, c);
            };
          })(vals[i2]);
        })("pdf cdf inv".split(" "));
        (function(vals) {
          for (var i2 = 0; i2 < vals.length; i2++) (function(fnfunc) {
            jStat2[func].prototype[fnfunc] = function() {
              return jStat2[func][fnfunc](this._a, this._b, this._c);
            };
          })(vals[i2]);
        })("mean median mode variance".split(" "));
      })(list[i]);
    })("beta centralF cauchy chisquare exponential gamma invgamma kumaraswamy laplace lognormal noncentralt normal pareto studentt weibull uniform binomial negbin hypgeom poisson triangular tukey arcsine".split(" "));
    jStat2.extend(jStat2.beta, {
      pdf: function pdf(x, alpha, beta) {
        if (x > 1 || x < 0)
          return 0;
        if (alpha == 1 && beta == 1)
          return 1;
        if (alpha < 512 && beta < 512) {
          return Math2.pow(x, alpha - 1) * Math2.pow(1 - x, beta - 1) / jStat2.betafn(alpha, beta);
        } else {
          return Math2.exp((alpha - 1) * Math2.log(x) + (beta - 1) * Math2.log(1 - x) - jStat2.betaln(alpha, beta));
        }
      },
      cdf: function cdf(x, alpha, beta) {
        return x > 1 || x < 0 ? (x > 1) * 1 : jStat2.ibeta(x, alpha, beta);
      },
      inv: function inv(x, alpha, beta) {
        return jStat2.ibetainv(x, alpha, beta);
      },
      mean: function mean(alpha, beta) {
        return alpha / (alpha + beta);
      },
      median: function median(alpha, beta) {
        return jStat2.ibetainv(0.5, alpha, beta);
      },
      mode: function mode(alpha, beta) {
        return (alpha - 1) / (alpha + beta - 2);
      },
      // return a random sample
      sample: function sample(alpha, beta) {
        var u = jStat2.randg(alpha);
        return u / (u + jStat2.randg(beta));
      },
      variance: function variance(alpha, beta) {
        return alpha * beta / (Math2.pow(alpha + beta, 2) * (alpha + beta + 1));
      }
    });
    jStat2.extend(jStat2.centralF, {
      // This implementation of the pdf function avoids float overflow
      // See the way that R calculates this value:
      // https://svn.r-project.org/R/trunk/src/nmath/df.c
      pdf: function pdf(x, df1, df2) {
        var p, q, f;
        if (x < 0)
          return 0;
        if (df1 <= 2) {
          if (x === 0 && df1 < 2) {
            return Infinity;
          }
          if (x === 0 && df1 === 2) {
            return 1;
          }
          return 1 / jStat2.betafn(df1 / 2, df2 / 2) * Math2.pow(df1 / df2, df1 / 2) * Math2.pow(x, df1 / 2 - 1) * Math2.pow(1 + df1 / df2 * x, -(df1 + df2) / 2);
        }
        p = df1 * x / (df2 + x * df1);
        q = df2 / (df2 + x * df1);
        f = df1 * q / 2;
        return f * jStat2.binomial.pdf((df1 - 2) / 2, (df1 + df2 - 2) / 2, p);
      },
      cdf: function cdf(x, df1, df2) {
        if (x < 0)
          return 0;
        return jStat2.ibeta(df1 * x / (df1 * x + df2), df1 / 2, df2 / 2);
      },
      inv: function inv(x, df1, df2) {
        return df2 / (df1 * (1 / jStat2.ibetainv(x, df1 / 2, df2 / 2) - 1));
      },
      mean: function mean(df1, df2) {
        return df2 > 2 ? df2 / (df2 - 2) : void 0;
      },
      mode: function mode(df1, df2) {
        return df1 > 2 ? df2 * (df1 - 2) / (df1 * (df2 + 2)) : void 0;
      },
      // return a random sample
      sample: function sample(df1, df2) {
        var x1 = jStat2.randg(df1 / 2) * 2;
        var x2 = jStat2.randg(df2 / 2) * 2;
        return x1 / df1 / (x2 / df2);
      },
      variance: function variance(df1, df2) {
        if (df2 <= 4)
          return void 0;
        return 2 * df2 * df2 * (df1 + df2 - 2) / (df1 * (df2 - 2) * (df2 - 2) * (df2 - 4));
      }
    });
    jStat2.extend(jStat2.cauchy, {
      pdf: function pdf(x, local, scale) {
        if (scale < 0) {
          return 0;
        }
        return scale / (Math2.pow(x - local, 2) + Math2.pow(scale, 2)) / Math2.PI;
      },
      cdf: function cdf(x, local, scale) {
        return Math2.atan((x - local) / scale) / Math2.PI + 0.5;
      },
      inv: function(p, local, scale) {
        return local + scale * Math2.tan(Math2.PI * (p - 0.5));
      },
      median: function median(local) {
        return local;
      },
      mode: function mode(local) {
        return local;
      },
      sample: function sample(local, scale) {
        return jStat2.randn() * Math2.sqrt(1 / (2 * jStat2.randg(0.5))) * scale + local;
      }
    });
    jStat2.extend(jStat2.chisquare, {
      pdf: function pdf(x, dof) {
        if (x < 0)
          return 0;
        return x === 0 && dof === 2 ? 0.5 : Math2.exp((dof / 2 - 1) * Math2.log(x) - x / 2 - dof / 2 * Math2.log(2) - jStat2.gammaln(dof / 2));
      },
      cdf: function cdf(x, dof) {
        if (x < 0)
          return 0;
        return jStat2.lowRegGamma(dof / 2, x / 2);
      },
      inv: function(p, dof) {
        return 2 * jStat2.gammapinv(p, 0.5 * dof);
      },
      mean: function(dof) {
        return dof;
      },
      // TODO: this is an approximation (is there a better way?)
      median: function median(dof) {
        return dof * Math2.pow(1 - 2 / (9 * dof), 3);
      },
      mode: function mode(dof) {
        return dof - 2 > 0 ? dof - 2 : 0;
      },
      sample: function sample(dof) {
        return jStat2.randg(dof / 2) * 2;
      },
      variance: function variance(dof) {
        return 2 * dof;
      }
    });
    jStat2.extend(jStat2.exponential, {
      pdf: function pdf(x, rate) {
        return x < 0 ? 0 : rate * Math2.exp(-rate * x);
      },
      cdf: function cdf(x, rate) {
        return x < 0 ? 0 : 1 - Math2.exp(-rate * x);
      },
      inv: function(p, rate) {
        return -Math2.log(1 - p) / rate;
      },
      mean: function(rate) {
        return 1 / rate;
      },
      median: function(rate) {
        return 1 / rate * Math2.log(2);
      },
      mode: function mode() {
        return 0;
      },
      sample: function sample(rate) {
        return -1 / rate * Math2.log(jStat2._random_fn());
      },
      variance: function(rate) {
        return Math2.pow(rate, -2);
      }
    });
    jStat2.extend(jStat2.gamma, {
      pdf: function pdf(x, shape, scale) {
        if (x < 0)
          return 0;
        return x === 0 && shape === 1 ? 1 / scale : Math2.exp((shape - 1) * Math2.log(x) - x / scale - jStat2.gammaln(shape) - shape * Math2.log(scale));
      },
      cdf: function cdf(x, shape, scale) {
        if (x < 0)
          return 0;
        return jStat2.lowRegGamma(shape, x / scale);
      },
      inv: function(p, shape, scale) {
        return jStat2.gammapinv(p, shape) * scale;
      },
      mean: function(shape, scale) {
        return shape * scale;
      },
      mode: function mode(shape, scale) {
        if (shape > 1) return (shape - 1) * scale;
        return void 0;
      },
      sample: function sample(shape, scale) {
        return jStat2.randg(shape) * scale;
      },
      variance: function variance(shape, scale) {
        return shape * scale * scale;
      }
    });
    jStat2.extend(jStat2.invgamma, {
      pdf: function pdf(x, shape, scale) {
        if (x <= 0)
          return 0;
        return Math2.exp(-(shape + 1) * Math2.log(x) - scale / x - jStat2.gammaln(shape) + shape * Math2.log(scale));
      },
      cdf: function cdf(x, shape, scale) {
        if (x <= 0)
          return 0;
        return 1 - jStat2.lowRegGamma(shape, scale / x);
      },
      inv: function(p, shape, scale) {
        return scale / jStat2.gammapinv(1 - p, shape);
      },
      mean: function(shape, scale) {
        return shape > 1 ? scale / (shape - 1) : void 0;
      },
      mode: function mode(shape, scale) {
        return scale / (shape + 1);
      },
      sample: function sample(shape, scale) {
        return scale / jStat2.randg(shape);
      },
      variance: function variance(shape, scale) {
        if (shape <= 2)
          return void 0;
        return scale * scale / ((shape - 1) * (shape - 1) * (shape - 2));
      }
    });
    jStat2.extend(jStat2.kumaraswamy, {
      pdf: function pdf(x, alpha, beta) {
        if (x === 0 && alpha === 1)
          return beta;
        else if (x === 1 && beta === 1)
          return alpha;
        return Math2.exp(Math2.log(alpha) + Math2.log(beta) + (alpha - 1) * Math2.log(x) + (beta - 1) * Math2.log(1 - Math2.pow(x, alpha)));
      },
      cdf: function cdf(x, alpha, beta) {
        if (x < 0)
          return 0;
        else if (x > 1)
          return 1;
        return 1 - Math2.pow(1 - Math2.pow(x, alpha), beta);
      },
      inv: function inv(p, alpha, beta) {
        return Math2.pow(1 - Math2.pow(1 - p, 1 / beta), 1 / alpha);
      },
      mean: function(alpha, beta) {
        return beta * jStat2.gammafn(1 + 1 / alpha) * jStat2.gammafn(beta) / jStat2.gammafn(1 + 1 / alpha + beta);
      },
      median: function median(alpha, beta) {
        return Math2.pow(1 - Math2.pow(2, -1 / beta), 1 / alpha);
      },
      mode: function mode(alpha, beta) {
        if (!(alpha >= 1 && beta >= 1 && (alpha !== 1 && beta !== 1)))
          return void 0;
        return Math2.pow((alpha - 1) / (alpha * beta - 1), 1 / alpha);
      },
      variance: function variance() {
        throw new Error("variance not yet implemented");
      }
    });
    jStat2.extend(jStat2.lognormal, {
      pdf: function pdf(x, mu, sigma) {
        if (x <= 0)
          return 0;
        return Math2.exp(-Math2.log(x) - 0.5 * Math2.log(2 * Math2.PI) - Math2.log(sigma) - Math2.pow(Math2.log(x) - mu, 2) / (2 * sigma * sigma));
      },
      cdf: function cdf(x, mu, sigma) {
        if (x < 0)
          return 0;
        return 0.5 + 0.5 * jStat2.erf((Math2.log(x) - mu) / Math2.sqrt(2 * sigma * sigma));
      },
      inv: function(p, mu, sigma) {
        return Math2.exp(-1.4142135623730951 * sigma * jStat2.erfcinv(2 * p) + mu);
      },
      mean: function mean(mu, sigma) {
        return Math2.exp(mu + sigma * sigma / 2);
      },
      median: function median(mu) {
        return Math2.exp(mu);
      },
      mode: function mode(mu, sigma) {
        return Math2.exp(mu - sigma * sigma);
      },
      sample: function sample(mu, sigma) {
        return Math2.exp(jStat2.randn() * sigma + mu);
      },
      variance: function variance(mu, sigma) {
        return (Math2.exp(sigma * sigma) - 1) * Math2.exp(2 * mu + sigma * sigma);
      }
    });
    jStat2.extend(jStat2.noncentralt, {
      pdf: function pdf(x, dof, ncp) {
        var tol = 1e-14;
        if (Math2.abs(ncp) < tol)
          return jStat2.studentt.pdf(x, dof);
        if (Math2.abs(x) < tol) {
          return Math2.exp(jStat2.gammaln((dof + 1) / 2) - ncp * ncp / 2 - 0.5 * Math2.log(Math2.PI * dof) - jStat2.gammaln(dof / 2));
        }
        return dof / x * (jStat2.noncentralt.cdf(x * Math2.sqrt(1 + 2 / dof), dof + 2, ncp) - jStat2.noncentralt.cdf(x, dof, ncp));
      },
      cdf: function cdf(x, dof, ncp) {
        var tol = 1e-14;
        var min_iterations = 200;
        if (Math2.abs(ncp) < tol)
          return jStat2.studentt.cdf(x, dof);
        var flip = false;
        if (x < 0) {
          flip = true;
          ncp = -ncp;
        }
        var prob = jStat2.normal.cdf(-ncp, 0, 1);
        var value = tol + 1;
        var lastvalue = value;
        var y = x * x / (x * x + dof);
        var j = 0;
        var p = Math2.exp(-ncp * ncp / 2);
        var q = Math2.exp(-ncp * ncp / 2 - 0.5 * Math2.log(2) - jStat2.gammaln(3 / 2)) * ncp;
        while (j < min_iterations || lastvalue > tol || value > tol) {
          lastvalue = value;
          if (j > 0) {
            p *= ncp * ncp / (2 * j);
            q *= ncp * ncp / (2 * (j + 1 / 2));
          }
          value = p * jStat2.beta.cdf(y, j + 0.5, dof / 2) + q * jStat2.beta.cdf(y, j + 1, dof / 2);
          prob += 0.5 * value;
          j++;
        }
        return flip ? 1 - prob : prob;
      }
    });
    jStat2.extend(jStat2.normal, {
      pdf: function pdf(x, mean, std) {
        return Math2.exp(-0.5 * Math2.log(2 * Math2.PI) - Math2.log(std) - Math2.pow(x - mean, 2) / (2 * std * std));
      },
      cdf: function cdf(x, mean, std) {
        return 0.5 * (1 + jStat2.erf((x - mean) / Math2.sqrt(2 * std * std)));
      },
      inv: function(p, mean, std) {
        return -1.4142135623730951 * std * jStat2.erfcinv(2 * p) + mean;
      },
      mean: function(mean) {
        return mean;
      },
      median: function median(mean) {
        return mean;
      },
      mode: function(mean) {
        return mean;
      },
      sample: function sample(mean, std) {
        return jStat2.randn() * std + mean;
      },
      variance: function(mean, std) {
        return std * std;
      }
    });
    jStat2.extend(jStat2.pareto, {
      pdf: function pdf(x, scale, shape) {
        if (x < scale)
          return 0;
        return shape * Math2.pow(scale, shape) / Math2.pow(x, shape + 1);
      },
      cdf: function cdf(x, scale, shape) {
        if (x < scale)
          return 0;
        return 1 - Math2.pow(scale / x, shape);
      },
      inv: function inv(p, scale, shape) {
        return scale / Math2.pow(1 - p, 1 / shape);
      },
      mean: function mean(scale, shape) {
        if (shape <= 1)
          return void 0;
        return shape * Math2.pow(scale, shape) / (shape - 1);
      },
      median: function median(scale, shape) {
        return scale * (shape * Math2.SQRT2);
      },
      mode: function mode(scale) {
        return scale;
      },
      variance: function(scale, shape) {
        if (shape <= 2)
          return void 0;
        return scale * scale * shape / (Math2.pow(shape - 1, 2) * (shape - 2));
      }
    });
    jStat2.extend(jStat2.studentt, {
      pdf: function pdf(x, dof) {
        dof = dof > 1e100 ? 1e100 : dof;
        return 1 / (Math2.sqrt(dof) * jStat2.betafn(0.5, dof / 2)) * Math2.pow(1 + x * x / dof, -((dof + 1) / 2));
      },
      cdf: function cdf(x, dof) {
        var dof2 = dof / 2;
        return jStat2.ibeta((x + Math2.sqrt(x * x + dof)) / (2 * Math2.sqrt(x * x + dof)), dof2, dof2);
      },
      inv: function(p, dof) {
        var x = jStat2.ibetainv(2 * Math2.min(p, 1 - p), 0.5 * dof, 0.5);
        x = Math2.sqrt(dof * (1 - x) / x);
        return p > 0.5 ? x : -x;
      },
      mean: function mean(dof) {
        return dof > 1 ? 0 : void 0;
      },
      median: function median() {
        return 0;
      },
      mode: function mode() {
        return 0;
      },
      sample: function sample(dof) {
        return jStat2.randn() * Math2.sqrt(dof / (2 * jStat2.randg(dof / 2)));
      },
      variance: function variance(dof) {
        return dof > 2 ? dof / (dof - 2) : dof > 1 ? Infinity : void 0;
      }
    });
    jStat2.extend(jStat2.weibull, {
      pdf: function pdf(x, scale, shape) {
        if (x < 0 || scale < 0 || shape < 0)
          return 0;
        return shape / scale * Math2.pow(x / scale, shape - 1) * Math2.exp(-Math2.pow(x / scale, shape));
      },
      cdf: function cdf(x, scale, shape) {
        return x < 0 ? 0 : 1 - Math2.exp(-Math2.pow(x / scale, shape));
      },
      inv: function(p, scale, shape) {
        return scale * Math2.pow(-Math2.log(1 - p), 1 / shape);
      },
      mean: function(scale, shape) {
        return scale * jStat2.gammafn(1 + 1 / shape);
      },
      median: function median(scale, shape) {
        return scale * Math2.pow(Math2.log(2), 1 / shape);
      },
      mode: function mode(scale, shape) {
        if (shape <= 1)
          return 0;
        return scale * Math2.pow((shape - 1) / shape, 1 / shape);
      },
      sample: function sample(scale, shape) {
        return scale * Math2.pow(-Math2.log(jStat2._random_fn()), 1 / shape);
      },
      variance: function variance(scale, shape) {
        return scale * scale * jStat2.gammafn(1 + 2 / shape) - Math2.pow(jStat2.weibull.mean(scale, shape), 2);
      }
    });
    jStat2.extend(jStat2.uniform, {
      pdf: function pdf(x, a, b) {
        return x < a || x > b ? 0 : 1 / (b - a);
      },
      cdf: function cdf(x, a, b) {
        if (x < a)
          return 0;
        else if (x < b)
          return (x - a) / (b - a);
        return 1;
      },
      inv: function(p, a, b) {
        return a + p * (b - a);
      },
      mean: function mean(a, b) {
        return 0.5 * (a + b);
      },
      median: function median(a, b) {
        return jStat2.mean(a, b);
      },
      mode: function mode() {
        throw new Error("mode is not yet implemented");
      },
      sample: function sample(a, b) {
        return a / 2 + b / 2 + (b / 2 - a / 2) * (2 * jStat2._random_fn() - 1);
      },
      variance: function variance(a, b) {
        return Math2.pow(b - a, 2) / 12;
      }
    });
    function betinc(x, a, b, eps) {
      var a0 = 0;
      var b0 = 1;
      var a1 = 1;
      var b1 = 1;
      var m9 = 0;
      var a2 = 0;
      var c9;
      while (Math2.abs((a1 - a2) / a1) > eps) {
        a2 = a1;
        c9 = -(a + m9) * (a + b + m9) * x / (a + 2 * m9) / (a + 2 * m9 + 1);
        a0 = a1 + c9 * a0;
        b0 = b1 + c9 * b0;
        m9 = m9 + 1;
        c9 = m9 * (b - m9) * x / (a + 2 * m9 - 1) / (a + 2 * m9);
        a1 = a0 + c9 * a1;
        b1 = b0 + c9 * b1;
        a0 = a0 / b1;
        b0 = b0 / b1;
        a1 = a1 / b1;
        b1 = 1;
      }
      return a1 / a;
    }
    jStat2.extend(jStat2.binomial, {
      pdf: function pdf(k, n, p) {
        return p === 0 || p === 1 ? n * p === k ? 1 : 0 : jStat2.combination(n, k) * Math2.pow(p, k) * Math2.pow(1 - p, n - k);
      },
      cdf: function cdf(x, n, p) {
        var betacdf;
        var eps = 1e-10;
        if (x < 0)
          return 0;
        if (x >= n)
          return 1;
        if (p < 0 || p > 1 || n <= 0)
          return NaN;
        x = Math2.floor(x);
        var z = p;
        var a = x + 1;
        var b = n - x;
        var s = a + b;
        var bt = Math2.exp(jStat2.gammaln(s) - jStat2.gammaln(b) - jStat2.gammaln(a) + a * Math2.log(z) + b * Math2.log(1 - z));
        if (z < (a + 1) / (s + 2))
          betacdf = bt * betinc(z, a, b, eps);
        else
          betacdf = 1 - bt * betinc(1 - z, b, a, eps);
        return Math2.round((1 - betacdf) * (1 / eps)) / (1 / eps);
      }
    });
    jStat2.extend(jStat2.negbin, {
      pdf: function pdf(k, r, p) {
        if (k !== k >>> 0)
          return false;
        if (k < 0)
          return 0;
        return jStat2.combination(k + r - 1, r - 1) * Math2.pow(1 - p, k) * Math2.pow(p, r);
      },
      cdf: function cdf(x, r, p) {
        var sum = 0, k = 0;
        if (x < 0) return 0;
        for (; k <= x; k++) {
          sum += jStat2.negbin.pdf(k, r, p);
        }
        return sum;
      }
    });
    jStat2.extend(jStat2.hypgeom, {
      pdf: function pdf(k, N, m, n) {
        if (k !== k | 0) {
          return false;
        } else if (k < 0 || k < m - (N - n)) {
          return 0;
        } else if (k > n || k > m) {
          return 0;
        } else if (m * 2 > N) {
          if (n * 2 > N) {
            return jStat2.hypgeom.pdf(N - m - n + k, N, N - m, N - n);
          } else {
            return jStat2.hypgeom.pdf(n - k, N, N - m, n);
          }
        } else if (n * 2 > N) {
          return jStat2.hypgeom.pdf(m - k, N, m, N - n);
        } else if (m < n) {
          return jStat2.hypgeom.pdf(k, N, n, m);
        } else {
          var scaledPDF = 1;
          var samplesDone = 0;
          for (var i = 0; i < k; i++) {
            while (scaledPDF > 1 && samplesDone < n) {
              scaledPDF *= 1 - m / (N - samplesDone);
              samplesDone++;
            }
            scaledPDF *= (n - i) * (m - i) / ((i + 1) * (N - m - n + i + 1));
          }
          for (; samplesDone < n; samplesDone++) {
            scaledPDF *= 1 - m / (N - samplesDone);
          }
          return Math2.min(1, Math2.max(0, scaledPDF));
        }
      },
      cdf: function cdf(x, N, m, n) {
        if (x < 0 || x < m - (N - n)) {
          return 0;
        } else if (x >= n || x >= m) {
          return 1;
        } else if (m * 2 > N) {
          if (n * 2 > N) {
            return jStat2.hypgeom.cdf(N - m - n + x, N, N - m, N - n);
          } else {
            return 1 - jStat2.hypgeom.cdf(n - x - 1, N, N - m, n);
          }
        } else if (n * 2 > N) {
          return 1 - jStat2.hypgeom.cdf(m - x - 1, N, m, N - n);
        } else if (m < n) {
          return jStat2.hypgeom.cdf(x, N, n, m);
        } else {
          var scaledCDF = 1;
          var scaledPDF = 1;
          var samplesDone = 0;
          for (var i = 0; i < x; i++) {
            while (scaledCDF > 1 && samplesDone < n) {
              var factor = 1 - m / (N - samplesDone);
              scaledPDF *= factor;
              scaledCDF *= factor;
              samplesDone++;
            }
            scaledPDF *= (n - i) * (m - i) / ((i + 1) * (N - m - n + i + 1));
            scaledCDF += scaledPDF;
          }
          for (; samplesDone < n; samplesDone++) {
            scaledCDF *= 1 - m / (N - samplesDone);
          }
          return Math2.min(1, Math2.max(0, scaledCDF));
        }
      }
    });
    jStat2.extend(jStat2.poisson, {
      pdf: function pdf(k, l) {
        if (l < 0 || k % 1 !== 0 || k < 0) {
          return 0;
        }
        return Math2.pow(l, k) * Math2.exp(-l) / jStat2.factorial(k);
      },
      cdf: function cdf(x, l) {
        var sumarr = [], k = 0;
        if (x < 0) return 0;
        for (; k <= x; k++) {
          sumarr.push(jStat2.poisson.pdf(k, l));
        }
        return jStat2.sum(sumarr);
      },
      mean: function(l) {
        return l;
      },
      variance: function(l) {
        return l;
      },
      sampleSmall: function sampleSmall(l) {
        var p = 1, k = 0, L = Math2.exp(-l);
        do {
          k++;
          p *= jStat2._random_fn();
        } while (p > L);
        return k - 1;
      },
      sampleLarge: function sampleLarge(l) {
        var lam = l;
        var k;
        var U, V, slam, loglam, a, b, invalpha, vr, us;
        slam = Math2.sqrt(lam);
        loglam = Math2.log(lam);
        b = 0.931 + 2.53 * slam;
        a = -0.059 + 0.02483 * b;
        invalpha = 1.1239 + 1.1328 / (b - 3.4);
        vr = 0.9277 - 3.6224 / (b - 2);
        while (1) {
          U = Math2.random() - 0.5;
          V = Math2.random();
          us = 0.5 - Math2.abs(U);
          k = Math2.floor((2 * a / us + b) * U + lam + 0.43);
          if (us >= 0.07 && V <= vr) {
            return k;
          }
          if (k < 0 || us < 0.013 && V > us) {
            continue;
          }
          if (Math2.log(V) + Math2.log(invalpha) - Math2.log(a / (us * us) + b) <= -lam + k * loglam - jStat2.loggam(k + 1)) {
            return k;
          }
        }
      },
      sample: function sample(l) {
        if (l < 10)
          return this.sampleSmall(l);
        else
          return this.sampleLarge(l);
      }
    });
    jStat2.extend(jStat2.triangular, {
      pdf: function pdf(x, a, b, c) {
        if (b <= a || c < a || c > b) {
          return NaN;
        } else {
          if (x < a || x > b) {
            return 0;
          } else if (x < c) {
            return 2 * (x - a) / ((b - a) * (c - a));
          } else if (x === c) {
            return 2 / (b - a);
          } else {
            return 2 * (b - x) / ((b - a) * (b - c));
          }
        }
      },
      cdf: function cdf(x, a, b, c) {
        if (b <= a || c < a || c > b)
          return NaN;
        if (x <= a)
          return 0;
        else if (x >= b)
          return 1;
        if (x <= c)
          return Math2.pow(x - a, 2) / ((b - a) * (c - a));
        else
          return 1 - Math2.pow(b - x, 2) / ((b - a) * (b - c));
      },
      inv: function inv(p, a, b, c) {
        if (b <= a || c < a || c > b) {
          return NaN;
        } else {
          if (p <= (c - a) / (b - a)) {
            return a + (b - a) * Math2.sqrt(p * ((c - a) / (b - a)));
          } else {
            return a + (b - a) * (1 - Math2.sqrt((1 - p) * (1 - (c - a) / (b - a))));
          }
        }
      },
      mean: function mean(a, b, c) {
        return (a + b + c) / 3;
      },
      median: function median(a, b, c) {
        if (c <= (a + b) / 2) {
          return b - Math2.sqrt((b - a) * (b - c)) / Math2.sqrt(2);
        } else if (c > (a + b) / 2) {
          return a + Math2.sqrt((b - a) * (c - a)) / Math2.sqrt(2);
        }
      },
      mode: function mode(a, b, c) {
        return c;
      },
      sample: function sample(a, b, c) {
        var u = jStat2._random_fn();
        if (u < (c - a) / (b - a))
          return a + Math2.sqrt(u * (b - a) * (c - a));
        return b - Math2.sqrt((1 - u) * (b - a) * (b - c));
      },
      variance: function variance(a, b, c) {
        return (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
      }
    });
    jStat2.extend(jStat2.arcsine, {
      pdf: function pdf(x, a, b) {
        if (b <= a) return NaN;
        return x <= a || x >= b ? 0 : 2 / Math2.PI * Math2.pow(Math2.pow(b - a, 2) - Math2.pow(2 * x - a - b, 2), -0.5);
      },
      cdf: function cdf(x, a, b) {
        if (x < a)
          return 0;
        else if (x < b)
          return 2 / Math2.PI * Math2.asin(Math2.sqrt((x - a) / (b - a)));
        return 1;
      },
      inv: function(p, a, b) {
        return a + (0.5 - 0.5 * Math2.cos(Math2.PI * p)) * (b - a);
      },
      mean: function mean(a, b) {
        if (b <= a) return NaN;
        return (a + b) / 2;
      },
      median: function median(a, b) {
        if (b <= a) return NaN;
        return (a + b) / 2;
      },
      mode: function mode() {
        throw new Error("mode is not yet implemented");
      },
      sample: function sample(a, b) {
        return (a + b) / 2 + (b - a) / 2 * Math2.sin(2 * Math2.PI * jStat2.uniform.sample(0, 1));
      },
      variance: function variance(a, b) {
        if (b <= a) return NaN;
        return Math2.pow(b - a, 2) / 8;
      }
    });
    function laplaceSign(x) {
      return x / Math2.abs(x);
    }
    jStat2.extend(jStat2.laplace, {
      pdf: function pdf(x, mu, b) {
        return b <= 0 ? 0 : Math2.exp(-Math2.abs(x - mu) / b) / (2 * b);
      },
      cdf: function cdf(x, mu, b) {
        if (b <= 0) {
          return 0;
        }
        if (x < mu) {
          return 0.5 * Math2.exp((x - mu) / b);
        } else {
          return 1 - 0.5 * Math2.exp(-(x - mu) / b);
        }
      },
      mean: function(mu) {
        return mu;
      },
      median: function(mu) {
        return mu;
      },
      mode: function(mu) {
        return mu;
      },
      variance: function(mu, b) {
        return 2 * b * b;
      },
      sample: function sample(mu, b) {
        var u = jStat2._random_fn() - 0.5;
        return mu - b * laplaceSign(u) * Math2.log(1 - 2 * Math2.abs(u));
      }
    });
    function tukeyWprob(w, rr, cc) {
      var nleg = 12;
      var ihalf = 6;
      var C1 = -30;
      var C2 = -50;
      var C3 = 60;
      var bb = 8;
      var wlar = 3;
      var wincr1 = 2;
      var wincr2 = 3;
      var xleg = [
        0.9815606342467192,
        0.9041172563704749,
        0.7699026741943047,
        0.5873179542866175,
        0.3678314989981802,
        0.1252334085114689
      ];
      var aleg = [
        0.04717533638651183,
        0.10693932599531843,
        0.16007832854334622,
        0.20316742672306592,
        0.2334925365383548,
        0.24914704581340277
      ];
      var qsqz = w * 0.5;
      if (qsqz >= bb)
        return 1;
      var pr_w = 2 * jStat2.normal.cdf(qsqz, 0, 1, 1, 0) - 1;
      if (pr_w >= Math2.exp(C2 / cc))
        pr_w = Math2.pow(pr_w, cc);
      else
        pr_w = 0;
      var wincr;
      if (w > wlar)
        wincr = wincr1;
      else
        wincr = wincr2;
      var blb = qsqz;
      var binc = (bb - qsqz) / wincr;
      var bub = blb + binc;
      var einsum = 0;
      var cc1 = cc - 1;
      for (var wi = 1; wi <= wincr; wi++) {
        var elsum = 0;
        var a = 0.5 * (bub + blb);
        var b = 0.5 * (bub - blb);
        for (var jj = 1; jj <= nleg; jj++) {
          var j, xx;
          if (ihalf < jj) {
            j = nleg - jj + 1;
            xx = xleg[j - 1];
          } else {
            j = jj;
            xx = -xleg[j - 1];
          }
          var c = b * xx;
          var ac = a + c;
          var qexpo = ac * ac;
          if (qexpo > C3)
            break;
          var pplus = 2 * jStat2.normal.cdf(ac, 0, 1, 1, 0);
          var pminus = 2 * jStat2.normal.cdf(ac, w, 1, 1, 0);
          var rinsum = pplus * 0.5 - pminus * 0.5;
          if (rinsum >= Math2.exp(C1 / cc1)) {
            rinsum = aleg[j - 1] * Math2.exp(-(0.5 * qexpo)) * Math2.pow(rinsum, cc1);
            elsum += rinsum;
          }
        }
        elsum *= 2 * b * cc / Math2.sqrt(2 * Math2.PI);
        einsum += elsum;
        blb = bub;
        bub += binc;
      }
      pr_w += einsum;
      if (pr_w <= Math2.exp(C1 / rr))
        return 0;
      pr_w = Math2.pow(pr_w, rr);
      if (pr_w >= 1)
        return 1;
      return pr_w;
    }
    function tukeyQinv(p, c, v) {
      var p0 = 0.322232421088;
      var q0 = 0.099348462606;
      var p1 = -1;
      var q1 = 0.588581570495;
      var p2 = -0.342242088547;
      var q2 = 0.531103462366;
      var p3 = -0.204231210125;
      var q3 = 0.10353775285;
      var p4 = -453642210148e-16;
      var q4 = 0.0038560700634;
      var c1 = 0.8832;
      var c2 = 0.2368;
      var c3 = 1.214;
      var c4 = 1.208;
      var c5 = 1.4142;
      var vmax = 120;
      var ps = 0.5 - 0.5 * p;
      var yi = Math2.sqrt(Math2.log(1 / (ps * ps)));
      var t = yi + ((((yi * p4 + p3) * yi + p2) * yi + p1) * yi + p0) / ((((yi * q4 + q3) * yi + q2) * yi + q1) * yi + q0);
      if (v < vmax) t += (t * t * t + t) / v / 4;
      var q = c1 - c2 * t;
      if (v < vmax) q += -c3 / v + c4 * t / v;
      return t * (q * Math2.log(c - 1) + c5);
    }
    jStat2.extend(jStat2.tukey, {
      cdf: function cdf(q, nmeans, df) {
        var rr = 1;
        var cc = nmeans;
        var nlegq = 16;
        var ihalfq = 8;
        var eps1 = -30;
        var eps2 = 1e-14;
        var dhaf = 100;
        var dquar = 800;
        var deigh = 5e3;
        var dlarg = 25e3;
        var ulen1 = 1;
        var ulen2 = 0.5;
        var ulen3 = 0.25;
        var ulen4 = 0.125;
        var xlegq = [
          0.9894009349916499,
          0.9445750230732326,
          0.8656312023878318,
          0.755404408355003,
          0.6178762444026438,
          0.45801677765722737,
          0.2816035507792589,
          0.09501250983763744
        ];
        var alegq = [
          0.027152459411754096,
          0.062253523938647894,
          0.09515851168249279,
          0.12462897125553388,
          0.14959598881657674,
          0.16915651939500254,
          0.18260341504492358,
          0.1894506104550685
        ];
        if (q <= 0)
          return 0;
        if (df < 2 || rr < 1 || cc < 2) return NaN;
        if (!Number.isFinite(q))
          return 1;
        if (df > dlarg)
          return tukeyWprob(q, rr, cc);
        var f2 = df * 0.5;
        var f2lf = f2 * Math2.log(df) - df * Math2.log(2) - jStat2.gammaln(f2);
        var f21 = f2 - 1;
        var ff4 = df * 0.25;
        var ulen;
        if (df <= dhaf) ulen = ulen1;
        else if (df <= dquar) ulen = ulen2;
        else if (df <= deigh) ulen = ulen3;
        else ulen = ulen4;
        f2lf += Math2.log(ulen);
        var ans = 0;
        for (var i = 1; i <= 50; i++) {
          var otsum = 0;
          var twa1 = (2 * i - 1) * ulen;
          for (var jj = 1; jj <= nlegq; jj++) {
            var j, t1;
            if (ihalfq < jj) {
              j = jj - ihalfq - 1;
              t1 = f2lf + f21 * Math2.log(twa1 + xlegq[j] * ulen) - (xlegq[j] * ulen + twa1) * ff4;
            } else {
              j = jj - 1;
              t1 = f2lf + f21 * Math2.log(twa1 - xlegq[j] * ulen) + (xlegq[j] * ulen - twa1) * ff4;
            }
            var qsqz;
            if (t1 >= eps1) {
              if (ihalfq < jj) {
                qsqz = q * Math2.sqrt((xlegq[j] * ulen + twa1) * 0.5);
              } else {
                qsqz = q * Math2.sqrt((-(xlegq[j] * ulen) + twa1) * 0.5);
              }
              var wprb = tukeyWprob(qsqz, rr, cc);
              var rotsum = wprb * alegq[j] * Math2.exp(t1);
              otsum += rotsum;
            }
          }
          if (i * ulen >= 1 && otsum <= eps2)
            break;
          ans += otsum;
        }
        if (otsum > eps2) {
          throw new Error("tukey.cdf failed to converge");
        }
        if (ans > 1)
          ans = 1;
        return ans;
      },
      inv: function(p, nmeans, df) {
        var rr = 1;
        var cc = nmeans;
        var eps = 1e-4;
        var maxiter = 50;
        if (df < 2 || rr < 1 || cc < 2) return NaN;
        if (p < 0 || p > 1) return NaN;
        if (p === 0) return 0;
        if (p === 1) return Infinity;
        var x0 = tukeyQinv(p, cc, df);
        var valx0 = jStat2.tukey.cdf(x0, nmeans, df) - p;
        var x1;
        if (valx0 > 0)
          x1 = Math2.max(0, x0 - 1);
        else
          x1 = x0 + 1;
        var valx1 = jStat2.tukey.cdf(x1, nmeans, df) - p;
        var ans;
        for (var iter = 1; iter < maxiter; iter++) {
          ans = x1 - valx1 * (x1 - x0) / (valx1 - valx0);
          valx0 = valx1;
          x0 = x1;
          if (ans < 0) {
            ans = 0;
            valx1 = -p;
          }
          valx1 = jStat2.tukey.cdf(ans, nmeans, df) - p;
          x1 = ans;
          var xabs = Math2.abs(x1 - x0);
          if (xabs < eps)
            return ans;
        }
        throw new Error("tukey.inv failed to converge");
      }
    });
  })(jStat, Math);
  return __toCommonJS(stdin_exports);
})();
export const jStat: { readonly beta: { cdf(x: number, alpha: number, beta: number): number }; readonly gamma: { cdf(x: number, shape: number, scale: number): number; inv(probability: number, shape: number, scale: number): number }; readonly normal: { cdf(x: number, mean: number, deviation: number): number; inv(probability: number, mean: number, deviation: number): number }; gammaln(x: number): number; betaln(alpha: number, beta: number): number } = library.jStat;
